using Isorhythm.Latent;
using Isorhythm.Music;
using Isorhythm.Tensors;

namespace Isorhythm.Tests;

/// <summary>Small corpora and recipes on which a training takes milliseconds.</summary>
internal static class TinyModels
{
    internal static Recipe Recipe { get; } = Latent.Recipe.Named("r-vae").With("encoder.hidden=8").With("decoder.hidden=8").With("training.minimumSteps=40")
        .With("training.epochs=1");

    /// <summary>So many files of so many phrases each, all different, from the seed.</summary>
    internal static Corpus Corpus(int files, int phrasesPerFile = 2, ulong seed = 1, string representation = "drums-24x4x3")
    {
        var kind = (GridRepresentation)Representation.Named(representation);
        var random = new RandomStream(seed, "tiny corpus");
        return new Corpus(kind,
        [
            .. Enumerable.Range(0, files * phrasesPerFile).Select(i => new CorpusPhrase(
                Phrase(kind.Grid, random), $"clip {i / phrasesPerFile}.mid", new Quarters(i % phrasesPerFile * kind.Grid.Quarters))),
        ]);
    }

    internal static GridPhrase Phrase(DrumGrid grid, RandomStream random)
    {
        var hits = new List<Hit>();
        for (var step = 0; step < grid.Steps; step += grid.StepsPerQuarter / 2)
        {
            for (var drum = 0; drum < grid.Drums; drum++)
            {
                if (random.Uniform() < 0.4f)
                {
                    hits.Add(new Hit(step, drum, 0.2f + (0.8f * random.Uniform()), (2 * random.Uniform()) - 1));
                }
            }
        }

        return new GridPhrase(grid, hits);
    }

    /// <summary>Trains a model and opens it.</summary>
    internal static GridSpace Open(TemporaryFolder folder, Corpus? corpus = null, Recipe? recipe = null)
    {
        var model = folder.PathOf("tiny model");
        Trainer.Run(recipe ?? Recipe, corpus ?? Corpus(3), model, new TrainingOptions());
        return GridSpace.Open(model);
    }
}

/// <summary>A folder that goes when the test ends.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    internal string Path { get; } = Directory.CreateTempSubdirectory("isorhythm-test-").FullName;

    internal string PathOf(string name) => System.IO.Path.Combine(Path, name);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
