using Isorhythm.Music;
using Isorhythm.Tensors;

namespace Isorhythm.Latent;

/// <summary>Models of tokens as graphs of ONNX: whole numbers <c>[batch, steps]</c> a track go in, and what is expected of every state comes out.</summary>
internal static class TokenOnnx
{
    internal static OnnxTrace Encoder(TokenEncoder encoder, Func<Tape, Variable, Variable> toCodes, TokenTracks tracks, int dimensions)
    {
        var trace = new OnnxTrace(OnnxCode.Encoder, "From music to its place in the space.");
        StepInput[] input = [.. tracks.Tracks.Select(track => Input(trace, track, tracks, encoder.Segments))];
        var posterior = encoder.Forward(trace.Tape, input, batch: 1, masks: null);
        return OnnxCode.Output(trace, posterior with { Mean = toCodes(trace.Tape, posterior.Mean) }, dimensions);
    }

    internal static OnnxTrace Decoder(Func<Tape, Variable, Variable> decode, int[] vocabularies, TokenTracks tracks, int dimensions)
    {
        var trace = new OnnxTrace(OnnxCode.Decoder, "From a place in the space to music.");
        var heard = decode(trace.Tape, OnnxCode.Input(trace, dimensions));                          // [B, K·T]
        for (var (track, first) = (0, 0); track < vocabularies.Length; first += vocabularies[track] * tracks.Steps, track++)
        {
            var states = trace.Tape.Columns(heard, first, vocabularies[track] * tracks.Steps);
            trace.Output(
                tracks.Tracks[track].Name,
                "The probability of every state at every step.",
                states,
                OnnxAxis.Batch,
                new("states", vocabularies[track]),
                new("steps", tracks.Steps));
        }

        return trace;
    }

    internal static OnnxTrace Start(TokenDecoder decoder, int dimensions)
    {
        var trace = new OnnxTrace(OnnxCode.Start, "From a place in the space to what its music is written from.");
        var embeddings = decoder.Embed(trace.Tape, OnnxCode.Input(trace, dimensions), masks: null);
        var states = trace.Tape.Concatenate([.. decoder.Stacks.Select(stack => stack.Layers.StartTogether(trace.Tape, embeddings))]);
        return OnnxCode.Output(trace, decoder.Segments, embeddings, states);
    }

    internal static OnnxTrace Step(TokenDecoder decoder, TokenTracks tracks)
    {
        var trace = new OnnxTrace(OnnxCode.Step, "One step of music, from the step before it.");
        var (embedding, states) = OnnxCode.Input(trace, decoder.Stacks[0].Embedding, decoder.Stacks.Sum(stack => stack.Layers.States));
        Variable[] previous = [.. tracks.Tracks.Select(track => trace.States(
            $"previous_{track.Name}", "The state of the step before; -1 before the first.", track.Vocabulary.Size))];
        var after = new List<Variable>();
        for (var (stack, track, first) = (0, 0, 0); stack < decoder.Stacks.Count; stack++)
        {
            var (layers, vocabularies) = (decoder.Stacks[stack].Layers, decoder.Stacks[stack].Vocabularies);
            StepInput[] input = [.. previous.AsSpan(track, vocabularies.Length).ToArray().Select(StepInput.Sequence), StepInput.Held(embedding)];
            var (h, next) = layers.Step(trace.Tape, trace.Tape.Columns(states, first, layers.States), input);
            after.Add(next);
            Logits(trace, decoder.Stacks[stack].Output.Forward(trace.Tape, h), tracks.Tracks.AsSpan(track, vocabularies.Length));
            (track, first) = (track + vocabularies.Length, first + layers.States);
        }

        return OnnxCode.Output(trace, trace.Tape.Concatenate([.. after]));
    }

    private static void Logits(OnnxTrace trace, Variable logits, ReadOnlySpan<TokenTrack> tracks)
    {
        var first = 0;
        foreach (var track in tracks)
        {
            trace.Output(
                track.Name,
                "How strongly each state is expected: logits, whose softmax is the probabilities.",
                trace.Tape.Columns(logits, first, track.Vocabulary.Size),
                OnnxAxis.Batch,
                new("states", track.Vocabulary.Size));
            first += track.Vocabulary.Size;
        }
    }

    private static StepInput Input(OnnxTrace trace, TokenTrack track, TokenTracks tracks, int segments)
    {
        const string means = "The state of each step.";
        var (vocabulary, steps) = (track.Vocabulary, new OnnxAxis("steps", tracks.Steps));
        if (TokenInput.IsRoll(tracks))
        {
            var drums = trace.RowsOf(DrumsOf(vocabulary), TokenInput.DrumColumns(vocabulary), track.Name, means, steps);
            return StepInput.Sequence(trace.Tape.CellsToSteps(drums, TokenInput.DrumColumns(vocabulary), segments));
        }

        var states = trace.States(track.Name, means, vocabulary.Size, steps);
        return StepInput.Sequence(trace.Tape.CellsToSteps(states, vocabulary.Size, segments));
    }

    /// <summary>The drums of every state, as the encoder sees them, <c>[states, drums + 1]</c>.</summary>
    private static float[] DrumsOf(Vocabulary vocabulary)
    {
        var columns = TokenInput.DrumColumns(vocabulary);
        var all = new float[vocabulary.Size * columns];
        for (var token = 0; token < vocabulary.Size; token++)
        {
            TokenInput.WriteDrums(token, all.AsSpan(token * columns, columns));
        }

        return all;
    }
}
