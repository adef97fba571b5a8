using Isorhythm.Music;

namespace Isorhythm.Latent;

/// <summary>
/// Sets a linear encoder and decoder to principal component analysis. Codes are scaled to unit variance, so that the prior N(0, I)
/// samples what the phrases are like: x = mean + sum of z·deviation·axis.
/// </summary>
internal static class LinearFit
{
    internal static void Fit(GridVae model, IEnumerable<GridPhrase> phrases)
    {
        var rows = phrases.Select(phrase =>
        {
            var row = new float[model.Grid.Width];
            model.Grid.Write(phrase, row);
            return row;
        }).ToList();
        var components = PrincipalComponents.Of(rows, model.Grid.Width, model.Dimensions);
        var (mean, axes, deviations) = components;
        Set(model, "encoder.mean.weight", (i, k) => deviations[k] > 0 ? axes[k][i] / deviations[k] : 0);
        Set(model, "encoder.mean.bias", (_, k) => deviations[k] > 0 ? -Dot(mean, axes[k]) / deviations[k] : 0);
        for (var f = 0; f < model.Features.Count; f++)
        {
            var first = f * model.Grid.Cells;
            Set(model, $"decoder.{model.Features[f].Name}.weight", (k, cell) => deviations[k] * axes[k][first + cell]);
            Set(model, $"decoder.{model.Features[f].Name}.bias", (_, cell) => mean[first + cell]);
        }
    }

    private static void Set(Vae model, string name, Func<int, int, float> value)
    {
        var weight = model.Weights.All.First(parameter => parameter.Name == name);
        var values = new float[weight.Rows * weight.Columns];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = value(i / weight.Columns, i % weight.Columns);
        }

        weight.Value.CopyFrom(values);
    }

    private static float Dot(float[] a, float[] b) => (float)a.Zip(b, (x, y) => (double)x * y).Sum();
}
