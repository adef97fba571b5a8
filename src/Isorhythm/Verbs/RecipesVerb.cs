using System.CommandLine;
using Isorhythm.Latent;

namespace Isorhythm.Cli;

/// <summary><c>isorhythm recipes</c>: what can be trained.</summary>
internal static class RecipesVerb
{
    internal static Command Create()
    {
        var json = Parameters.Json();
        var verb = new Verb("recipes", "List the recipes, with their sizes and papers", "isorhythm recipes --json") { json };
        verb.SetAction(given =>
        {
            var recipes = Recipe.All.Select(Describe).ToArray();
            if (given.GetValue(json))
            {
                JsonAnswer.Write(recipes);
                return ExitCode.Done;
            }

            var (name, representation) = (recipes.Max(recipe => recipe.Name.Length) + 2, recipes.Max(recipe => recipe.Representation.Length) + 2);
            Terminal.Answer($"{"recipe".PadRight(name)}{"representation".PadRight(representation)}{"latent",6}{"parameters",13}  paper");
            foreach (var recipe in recipes)
            {
                Terminal.Answer($"{recipe.Name.PadRight(name)}{recipe.Representation.PadRight(representation)}{recipe.Latent,6}{recipe.Parameters,13:N0}  {recipe.Paper}");
            }

            return ExitCode.Done;
        });
        return verb;
    }

    private static RecipeAnswer Describe(Recipe recipe) =>
        new(recipe.Name, recipe.Paper, recipe.Representation, recipe.Prior.Dimensions, recipe.CountParameters());
}
