using System.Runtime.CompilerServices;
using Isorhythm.Tensors;

namespace Isorhythm.Latent;

/// <summary>A variable for each feature of a grid, on the stack: a grid has at most onset, velocity and microtiming.</summary>
[InlineArray(Most)]
internal struct FeatureVariables
{
    internal const int Most = 3;

    private Variable first;
}
