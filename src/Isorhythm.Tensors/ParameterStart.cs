namespace Isorhythm.Tensors;

/// <summary>What a weight is drawn from before training.</summary>
/// <param name="Deviation">Of a normal distribution; 0 where it is uniform.</param>
/// <param name="Bound">Of a uniform distribution.</param>
internal readonly record struct ParameterStart(float Deviation, float Bound)
{
    /// <summary>So many first rows are standard normal instead.</summary>
    internal int EmbeddedRows { get; init; }

    /// <summary>For how many steps the gates of an LSTM, whose bias this is, remember at first; null where it is no such bias.</summary>
    internal int? Memory { get; init; }

    internal static ParameterStart Of(Initialiser initialiser, int inputs, int outputs) => initialiser switch
    {
        Initialiser.GlorotNormal => new(MathF.Sqrt(2f / (inputs + outputs)), 0),
        Initialiser.SmallNormal => new(0.001f, 0),
        Initialiser.GlorotUniform => new(0, MathF.Sqrt(6f / (inputs + outputs))),
        Initialiser.PyTorch => new(0, 1 / MathF.Sqrt(inputs)),
        _ => default,
    };

    internal void Draw(Tensor value, RandomStream random)
    {
        if (Deviation > 0)
        {
            random.Normal(value, 0, Deviation);
        }
        else
        {
            random.Uniform(value, -Bound, Bound);
        }

        if (EmbeddedRows > 0)
        {
            random.Normal(value.Slice(0, EmbeddedRows));
        }

        if (Memory is { } steps)
        {
            OpenForgetGates(value.Span, steps);
        }
    }

    /// <summary>
    /// Forget gates at 1; or for a memory, at log(1 + u) for u spread evenly from 0 to its steps, and input gates at the negative of that, so
    /// that the units forget at all rates from a step to the whole sequence (Tallec and Ollivier 2018, section 3, which draws u).
    /// </summary>
    private static void OpenForgetGates(Span<float> bias, int steps)
    {
        int units = bias.Length / 4;
        for (int unit = 0; unit < units; unit++)
        {
            float forget = steps == 0 ? 1 : MathF.Log(1 + (steps * (unit + 0.5f) / units));
            bias[units + unit] = forget;
            bias[unit] = steps == 0 ? 0 : -forget;
        }
    }
}
