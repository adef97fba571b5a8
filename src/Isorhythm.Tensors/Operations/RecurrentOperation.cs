using Isorhythm.Tensors.Kernels;
using Isorhythm.Tensors.Onnx;
using Isorhythm.Tensors.Operations;

namespace Isorhythm.Tensors
{
    public sealed partial class Tape
    {
        internal LstmSequence Lstm(Lstm layer, StepInputs inputs, int inputCount, StepOrder order, LstmState? initial)
        {
            (RecurrentOperation<LstmPass> operation, Variable outputs) = RecordRecurrent<LstmPass>(order, layer.Units);
            LstmPass pass = operation.Only();
            pass.Set(this, layer, inputs, inputCount, order, outputs, 0, initial?.Hidden);
            pass.SetFirstCells(initial?.Cells);
            operation.Run();
            return new LstmSequence(outputs, new LstmState(AddLast(pass), pass.AddLastCells()));
        }

        internal GruSequence Gru(Gru layer, StepInputs inputs, int inputCount, StepOrder order, Variable? initial)
        {
            (RecurrentOperation<GruPass> operation, Variable outputs) = RecordRecurrent<GruPass>(order, layer.Units);
            GruPass pass = operation.Only();
            pass.Set(this, layer, inputs, inputCount, order, outputs, 0, initial);
            operation.Run();
            return new GruSequence(outputs, AddLast(pass));
        }

        internal BidirectionalSequence Bidirectional<TPass>(
            RecurrentLayer forwards, RecurrentLayer backwards, StepInputs first, StepInputs second, int inputCount, int steps, int batch)
            where TPass : RecurrentPass, new()
        {
            int units = forwards.Units;
            (RecurrentOperation<TPass> operation, Variable outputs) = RecordRecurrent<TPass>(new(steps, batch, Reverse: false), 2 * units);
            (TPass one, TPass other) = operation.Both();
            one.Set(this, forwards, first, inputCount, new(steps, batch, Reverse: false), outputs, 0, firstHidden: null);
            other.Set(this, backwards, second, inputCount, new(steps, batch, Reverse: true), outputs, units, firstHidden: null);
            operation.Run();
            Tensor last = arena.Allocate(batch, 2 * units);
            Elementwise.CopyColumns(outputs.Value.Slice((steps - 1) * batch, batch), 0, last, 0, units, accumulate: false);
            Elementwise.CopyColumns(outputs.Value.Slice(0, batch), units, last, units, units, accumulate: false);
            one.Last = other.Last = Add(last, needsGradient: true);
            return new BidirectionalSequence(outputs, one.Last);
        }

        private (RecurrentOperation<TPass> Operation, Variable Outputs) RecordRecurrent<TPass>(StepOrder order, int columns)
            where TPass : RecurrentPass, new()
        {
            Variable outputs = Add(arena.Allocate(order.Steps * order.Batch, columns), needsGradient: true);
            return (Record<RecurrentOperation<TPass>>(outputs), outputs);
        }

        private Variable AddLast(RecurrentPass pass) =>
            pass.Last = Add(pass.Outputs.Value.Slice(pass.Order.FirstRow(pass.Order.Steps - 1), pass.Order.Batch), needsGradient: true);
    }
}

namespace Isorhythm.Tensors.Operations
{
    /// <summary>A recurrent layer over a sequence, in one direction or in both.</summary>
    internal sealed class RecurrentOperation<TPass> : Operation
        where TPass : RecurrentPass, new()
    {
        private readonly TPass first = new();
        private TPass? second;
        private bool isTwo;

        public TPass Only()
        {
            isTwo = false;
            return first;
        }

        public (TPass First, TPass Second) Both()
        {
            isTwo = true;
            return (first, second ??= new TPass());
        }

        public void Run()
        {
            first.Prepare();
            Second?.Prepare();
            first.Run(Second);
        }

        public override bool IsReached(Tape tape) => first.IsReached(tape);

        public override void Backward(Tape tape)
        {
            first.PrepareBackward();
            Second?.PrepareBackward();
            first.RunBackward(Second);
            first.Finish();
            Second?.Finish();
        }

        public override void Express(OnnxGraph graph) => OnnxRecurrent.Write(graph, first, Second);

        private TPass? Second => isTwo ? second : null;
    }
}
