using Isorhythm.Latent;

namespace Isorhythm.Tests;

public sealed class LatticeFidelityTests
{
    [Fact]
    public void What_a_lattice_point_plays_is_found_exactly()
    {
        using var folder = new TemporaryFolder();
        var space = TinyModels.Open(folder, recipe: TinyModels.Recipe.With("training.minimumSteps=400").With("training.learningRate=0.01"));
        var played = new[] { space.Decode([-3f, 3f], 0.5f), space.Decode([0.4f, -1.2f], 0.5f), space.Decode([2.8f, -2.8f], 0.5f) };

        var measured = LatticeFidelity.Measure(space, played);

        Assert.Equal((1, 0, 3, 3), (measured.F1, measured.Hamming, measured.Exact, measured.Phrases));
        Assert.InRange(measured.DistinctPatterns, 2, 900);
        Assert.InRange(measured.IdenticalNeighbours, 0, 1);
        Assert.True(measured.Neighbour95 <= measured.NeighbourMaximum);
    }

    [Fact]
    public void Agreement_counts_both_missing_and_added()
    {
        var agreement = OnsetAgreement.Of([1, 1, 1, 0, 0], [0.9f, 0.6f, 0.5f, 0.7f, 0.1f], 0.5f);

        Assert.Equal(new OnsetAgreement(Both: 2, Missing: 1, Added: 1), agreement);
        Assert.Equal(2, agreement.Hamming);
        Assert.Equal(2 / 3.0, agreement.F1, 6);
        Assert.Equal(1, OnsetAgreement.Of([0, 0], [0, 0], 0.5f).F1);
    }

    [Fact]
    public void A_space_of_other_dimensions_is_refused_in_a_sentence()
    {
        using var folder = new TemporaryFolder();
        var space = TinyModels.Open(folder, recipe: TinyModels.Recipe.With("prior.dimensions=3"));

        Assert.Contains("3 dimensions", Assert.Throws<IsorhythmException>(() => LatticeFidelity.Measure(space, [])).Message, StringComparison.Ordinal);
    }

    [DataFact]
    public void Ten_real_clips_are_on_the_map_as_faithfully_as_on_the_one_that_their_author_shipped()
    {
        using var folder = new TemporaryFolder();
        var recipe = Recipe.Named("r-vae-2bar");
        var (corpus, _) = Corpus.Load(Path.Combine(Requirements.Data, "rhythms", "footwork"), Representation.Named(recipe.Representation));

        Trainer.Run(recipe, corpus, folder.PathOf("footwork"), new TrainingOptions(Seed: 1));
        var measured = LatticeFidelity.Measure(GridSpace.Open(folder.PathOf("footwork")), [.. corpus.Phrases.Select(phrase => phrase.Phrase.Rhythm())]);

        Assert.Equal(20, measured.Phrases);
        Assert.True(
            measured is { F1: >= 0.946, Hamming: <= 3.15, Exact: >= 5, DistinctPatterns: >= 529, IdenticalNeighbours: <= 0.24, Neighbour95: <= 12, NeighbourMaximum: < 31 },
            measured.ToString());
    }
}
