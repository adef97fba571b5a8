using Isorhythm.Latent;
using Isorhythm.Tensors;

namespace Isorhythm.Tests;

/// <summary>Small models of every kind of encoder and decoder, whose weights are a formula of whole numbers: the same bits on every machine.</summary>
internal static class OnnxModels
{
    internal static string[] Names =>
        ["dense", "branches", "linear", "conductor-gru", "conductor-gru-tokens", "lstm-grid", "hierarchical-lstm-grid", "lstm", "lstm-drums", "hierarchical-lstm", "track-lstm"];

    internal static Recipe Recipe(string name) => Settings(name) is var (recipe, settings)
        ? settings.Aggregate(Latent.Recipe.Named(recipe), (changed, setting) => changed.With(setting)).With("prior.dimensions=5")
        : throw new ArgumentException($"There is no small model \"{name}\".", nameof(name));

    internal static Vae Create(string name)
    {
        var model = Vae.Create(Recipe(name));
        foreach (var (index, weight) in model.Weights.All.Index())
        {
            var scale = MathF.Sqrt(3f / weight.Rows);
            weight.Value.CopyFrom([.. Enumerable.Range(0, weight.Rows * weight.Columns).Select(i => (Number(i, index, 201) - 100) / 100f * scale)]);
        }

        return model;
    }

    /// <summary>How many parts a phrase is written in.</summary>
    internal static int Parts(Vae model) => model switch
    {
        GridVae { Grid: var grid } when model.Weights.All.Any(IsConductor) => GridSteps.Bars(grid),
        TokenVae { Tracks: var tracks } when model.Weights.All.Any(IsConductor) => tracks.Bars,
        _ => 1,
    };

    /// <summary>A whole number that depends on a place, and on what the place is of.</summary>
    internal static int Number(int i, int salt, int below) => (int)(((i * 7919L) + (salt * 104729L)) % below);

    /// <summary>A number from -1 to 1 that depends on them.</summary>
    internal static float Real(int i, int salt) => (Number(i, salt, 33) - 16) / 16f;

    private static bool IsConductor(Parameter weight) => weight.Name.StartsWith("decoder.conductor", StringComparison.Ordinal);

    private static (string Recipe, string[] Settings) Settings(string name) => name switch
    {
        "dense" => ("drum-loops", ["encoder.hidden=3", "decoder.hidden=3"]),
        "branches" => ("r-vae", ["encoder.hidden=3", "decoder.hidden=3"]),
        "linear" => ("pca", []),
        "conductor-gru" => ("fm-music-vae-drums-2bar-normal-small", ["encoder.hidden=3", "encoder.layers=2", "decoder.hidden=4", "decoder.layers=2"]),
        "conductor-gru-tokens" => ("fm-music-vae-cello-4bar-small", ["encoder.hidden=3", "decoder.hidden=3", "prior.hidden=4"]),
        "lstm-grid" => ("groovae-2bar", ["encoder.hidden=3", "decoder.hidden=3"]),
        "hierarchical-lstm-grid" => ("musicvae-groove-4bar-small", ["encoder.hidden=3", "decoder.kind=hierarchical-lstm", "decoder.hidden=3"]),
        "lstm" => ("musicvae-mel-2bar-small", ["encoder.hidden=3", "encoder.layers=2", "decoder.hidden=3"]),
        "lstm-drums" => ("musicvae-drums-2bar-small", ["encoder.hidden=3", "decoder.hidden=2"]),
        "hierarchical-lstm" => ("musicvae-trio-16bar-small", ["representation=trio-2bar", "encoder.kind=hierarchical-bi-lstm", "encoder.hidden=2", "decoder.hidden=2"]),
        _ => ("musae-2bar-small", ["representation=band-1bar", "encoder.hidden=2", "decoder.hidden=2"]),
    };
}
