using Isorhythm.Music;
using Isorhythm.Tensors;

namespace Isorhythm.Latent;

/// <summary>A <see cref="ConductorGruTrunk"/> over the bars of a grid, and a dense layer a feature that gives all drums of a step.</summary>
internal sealed class ConductorGruDecoder : Decoder
{
    internal const string Kind = "conductor-gru";

    private readonly ConductorGruTrunk trunk;
    private readonly int bars;
    private readonly int steps;

    internal ConductorGruDecoder(Parameters weights, IReadOnlyList<Feature> features, DecoderRecipe recipe, DrumGrid grid, int dimensions)
        : base(weights, features)
    {
        bars = GridSteps.Bars(grid);
        steps = grid.Steps;
        trunk = new ConductorGruTrunk(weights, recipe, bars, steps / bars, dimensions);
    }

    protected override Variable Trunk(Tape tape, Variable codes) => trunk.Forward(tape, codes);

    protected override Variable Cells(Tape tape, Variable output) => tape.StepsToCells(output, bars, output.Rows / steps);
}
