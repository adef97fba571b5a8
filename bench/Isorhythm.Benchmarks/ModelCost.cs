using Isorhythm.Latent;

namespace Isorhythm.Benchmarks;

/// <summary>What a phrase costs a model: arithmetic in training, memory in writing.</summary>
internal static class ModelCost
{
    /// <summary>Additions and multiplications a phrase: two for each weight and use forwards and four backwards, as if no input were zero.</summary>
    internal static double Operations(TokenVae model) =>
        6 * model.Weights.All.Sum(weight => (double)weight.Rows * weight.Columns * Uses(weight.Name, model));

    /// <summary>How often a weight is used in a phrase.</summary>
    internal static int Uses(string name, TokenVae model)
    {
        var part = name.Split('.')[^2];
        var underConductor = model.Weights.All.Any(weight => weight.Name.StartsWith("decoder.conductor.", StringComparison.Ordinal));
        return name switch
        {
            _ when part is "mean" or "deviation" => 1,
            _ when name.StartsWith("encoder.bars.", StringComparison.Ordinal) => model.Tracks.Bars,
            _ when name.StartsWith("decoder.conductor.", StringComparison.Ordinal) => part == "initial" ? 1 : model.Tracks.Bars,
            _ when part == "initial" => underConductor ? model.Tracks.Bars : 1,
            _ => model.Tracks.Steps,
        };
    }

    /// <summary>
    /// The weights that writing a phrase has to read: those of the decoder at each use, but of a lowest layer's only the token's row, and what the
    /// embedding gives once a bar.
    /// </summary>
    internal static double BytesRead(TokenVae model)
    {
        var bytes = 0.0;
        foreach (var weight in model.Weights.All.Where(weight => weight.Name.StartsWith("decoder.", StringComparison.Ordinal)))
        {
            var lowest = weight.Name.EndsWith(".lstm0.weight", StringComparison.Ordinal) && !weight.Name.StartsWith("decoder.conductor.", StringComparison.Ordinal);
            var rows = lowest ? 1 : weight.Rows;
            bytes += (double)rows * weight.Columns * Uses(weight.Name, model);
            if (lowest)
            {
                var embedding = model.Weights.All.Single(other => other.Name == weight.Name.Replace("lstm0", "initial", StringComparison.Ordinal)).Rows;
                bytes += (double)embedding * weight.Columns * model.Tracks.Bars;
            }
        }

        return bytes * sizeof(float);
    }
}
