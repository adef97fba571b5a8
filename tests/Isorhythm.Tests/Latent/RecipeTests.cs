using Isorhythm.Latent;

namespace Isorhythm.Tests;

public sealed class RecipeTests
{
    public static TheoryData<string> Names => [.. Recipe.All.Select(recipe => recipe.Name)];

    [Fact]
    public void The_papers_recipes_come_with_the_program() =>
        Assert.Superset(
            new HashSet<string>(["drum-loops", "pca", "r-vae", "r-vae-2bar", "musicvae-mel-2bar", "musicvae-trio-16bar", "fm-music-vae-drums-2bar-plain"]),
            Recipe.All.Select(recipe => recipe.Name).ToHashSet());

    [Fact]
    public void A_recipe_of_MusicVAE_may_be_named_without_its_family() =>
        Assert.Equal("musicvae-mel-2bar-small", Recipe.Named("mel-2bar-small").Name);

    [Theory]
    [MemberData(nameof(Names))]
    public void A_recipe_lies_in_the_file_of_its_name_and_says_where_it_comes_from(string name)
    {
        var recipe = Recipe.Parse(File.ReadAllText(Path.Combine(Requirements.Repository, "recipes", name + ".json")), name);

        Assert.Equal(name, recipe.Name);
        Assert.NotEmpty(recipe.Title);
        Assert.NotEmpty(recipe.Paper);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_recipe_written_and_read_is_the_same(string name)
    {
        var recipe = Recipe.Named(name);

        Assert.Equal(recipe, Recipe.Parse(recipe.ToJson(), "memory"));
    }

    [Theory]
    [InlineData("r-vae", (864 * 512) + 512 + (2 * ((512 * 2) + 2)) + (2 * 512) + 512 + (512 * 864) + 864)]
    [InlineData("drum-loops", (576 * 400) + 400 + (2 * ((400 * 20) + 20)) + (20 * 400) + 400 + (400 * 576) + 576)]
    [InlineData("pca", (576 * 20) + 20 + (20 * 576) + 576)]
    public void The_sizes_are_the_papers(string name, long parameters) => Assert.Equal(parameters, Recipe.Named(name).CountParameters());

    [Fact]
    public void An_empty_part_has_the_defaults_that_its_record_names()
    {
        const string Json = """
            {"name":"x","title":"x","paper":"x","representation":"drums-24x4x3","encoder":{},"decoder":{},"prior":{},"objective":{},"training":{}}
            """;

        var recipe = Recipe.Parse(Json, "memory");

        Assert.Equal(new EncoderRecipe(), recipe.Encoder);
        Assert.Equal(new DecoderRecipe(), recipe.Decoder);
        Assert.Equal(new PriorRecipe(), recipe.Prior);
        Assert.Equal(new ObjectiveRecipe(), recipe.Objective);
        Assert.Equal(new TrainingRecipe(), recipe.Training);
    }

    [Fact]
    public void A_setting_changes_one_value_and_nothing_else()
    {
        var recipe = Recipe.Named("r-vae-2bar");

        var changed = recipe.With("training.learningRate=0.0005").With("prior.dimensions=8").With("objective.velocityLoss=bernoulli");

        Assert.Equal(
            recipe with
            {
                Training = recipe.Training with { LearningRate = 0.0005f },
                Prior = new PriorRecipe(8),
                Objective = recipe.Objective with { VelocityLoss = "bernoulli" },
            },
            changed);
    }

    [Theory]
    [InlineData("training.learningrate=1", "learningRate")]
    [InlineData("trainin.batch=1", "training")]
    [InlineData("training.batch=many", "number")]
    [InlineData("training.batch=0.5", "whole number")]
    [InlineData("training.batch=0", "from 1")]
    [InlineData("training.batch=99999999999999999999999999999999999", "number")]
    [InlineData("training.learningRate=1e99", "learningRate")]
    [InlineData("prior.dimensions=-2", "dimensions")]
    [InlineData("decoder.dropout=0.5", "has none")]
    [InlineData("encoder.kind=quantum", "branches")]
    [InlineData("encoder=dense", "group")]
    [InlineData("representation=drums", "drums-12x8x9")]
    [InlineData("encoder.kind=linear", "linear")]
    [InlineData("training", "KEY=VALUE")]
    public void A_setting_that_cannot_be_is_refused_in_a_sentence(string setting, string mentions)
    {
        var error = Assert.Throws<IsorhythmException>(() => Recipe.Named("r-vae").With(setting));

        Assert.Contains(mentions, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("System.", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{", "cannot be read")]
    [InlineData("null", "empty")]
    [InlineData("""{"name":"x"}""", "cannot be read")]
    [InlineData("""{"name":"x","colour":"red"}""", "colour")]
    public void A_broken_recipe_is_refused_in_a_sentence(string json, string mentions)
    {
        var error = Assert.Throws<IsorhythmException>(() => Recipe.Parse(json, "my.json"));

        Assert.Contains("my.json", error.Message, StringComparison.Ordinal);
        Assert.Contains(mentions, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_recipe_is_answered_with_those_there_are() =>
        Assert.Contains("r-vae-2bar", Assert.Throws<IsorhythmException>(() => Recipe.Named("vae")).Message, StringComparison.Ordinal);
}
