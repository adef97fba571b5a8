using Isorhythm.Music;

namespace Isorhythm.Latent;

/// <summary>What phrases cost under a 5-gram model a track, all trained on the training phrases: nats, summed over the tracks.</summary>
internal sealed class LanguageCost
{
    private readonly NGramModel[] models;

    internal LanguageCost(IReadOnlyList<TokenView> tracks, IReadOnlyList<Phrase> training) =>
        models = [.. tracks.Select(track => NGramModel.Train([.. training.Select(track.TokensOf)], track.Vocabulary))];

    /// <summary>The cost of a phrase given as one window a track.</summary>
    internal double Of(ushort[][] windows) => models.Zip(windows, (model, window) => model.Cost(window)).Sum();
}
