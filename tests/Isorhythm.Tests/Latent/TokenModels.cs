using Isorhythm.Latent;
using Isorhythm.Music;
using Isorhythm.Tensors;

namespace Isorhythm.Tests;

/// <summary>Small models of tokens, and corpora for them, on which a training takes milliseconds.</summary>
internal static class TokenModels
{
    /// <summary>A recipe with everything made small.</summary>
    internal static Recipe Small(string name, string representation) => Recipe.Named(name) with
    {
        Representation = representation,
        Encoder = Recipe.Named(name).Encoder with { Hidden = 6 },
        Decoder = Recipe.Named(name).Decoder with { Hidden = 6, Layers = 2 },
        Prior = new PriorRecipe(4),
        Training = Recipe.Named(name).Training with { Batch = 8, MinimumSteps = 12, Epochs = 1, Patience = 1, LearningRate = 0.01f, FinalLearningRate = 0.001f },
    };

    /// <summary>So many files of so many phrases each, all different, from the seed.</summary>
    internal static Corpus Corpus(string representation, int files, int phrasesPerFile = 2, ulong seed = 1)
    {
        var kind = (TokenRepresentation)Representation.Named(representation);
        var random = new RandomStream(seed, "tiny corpus");
        return new Corpus(kind,
        [
            .. Enumerable.Range(0, files * phrasesPerFile).Select(i => new CorpusPhrase(
                Phrase(kind.Tracks, random), $"song {i / phrasesPerFile}.mid", new Quarters(4 * (i % phrasesPerFile)))),
        ]);
    }

    internal static TokenPhrase Phrase(TokenTracks tracks, RandomStream random)
    {
        var tokens = new ushort[tracks.Width];
        for (var i = 0; i < tokens.Length; i++)
        {
            var vocabulary = tracks.Tracks[i / tracks.Steps].Vocabulary;
            tokens[i] = random.Uniform() < 0.4f ? (ushort)(vocabulary.IsDrums ? random.Below(vocabulary.Size) : 30 + random.Below(20)) : (ushort)0;
        }

        return new TokenPhrase(tracks, tokens).Canonical();
    }

    /// <summary>Trains a model and opens it.</summary>
    internal static LatentSpace Open(TemporaryFolder folder, Recipe recipe, Corpus? corpus = null)
    {
        var model = folder.PathOf($"{recipe.Name} model");
        Trainer.Run(recipe, corpus ?? Corpus(recipe.Representation, files: 6), model, new TrainingOptions());
        return LatentSpace.Open(model);
    }
}
