using System.CommandLine;
using Isorhythm.Latent;

namespace Isorhythm.Cli;

/// <summary><c>isorhythm train</c>: a recipe and music become a model that can be played.</summary>
internal static class TrainVerb
{
    private static readonly Argument<string> RecipeName = new("RECIPE") { Description = "what to train; isorhythm recipes lists them" };
    private static readonly Option<string> Data = new("--data")
    {
        Required = true,
        HelpName = "PATH|builtin",
        Description = "a folder of MIDI files, a corpus, or the built-in rhythms",
    };

    private static readonly Option<string> Model = Parameters.Out("MODEL", "the folder for the model");

    private static readonly Option<string[]> Settings = new("--set")
    {
        HelpName = "KEY=VALUE",
        Description = "change one setting of the recipe; repeatable",
        AllowMultipleArgumentsPerToken = false,
    };

    private static readonly Option<int?> Steps = Parameters.Whole("--steps", "stop after this many steps", least: 1);
    private static readonly Option<int?> Epochs = Parameters.Whole("--epochs", "stop after this many passes over the phrases", least: 1);
    private static readonly Option<TimeSpan?> Budget = Parameters.Duration("--budget", "stop after this much time: 90s, 10m, 2h");
    private static readonly Option<ulong?> Seed = Parameters.Seed();
    private static readonly Option<int?> Map = Parameters.Whole("--map", "show at most this many phrases on the map, evenly spread, for a smaller model", least: 1);
    private static readonly Option<string?> Credit = new("--credit")
    {
        HelpName = "TEXT",
        Description = "whose music it is and under which licence, for the model's card",
    };

    private static readonly Option<bool> Resume = new("--resume") { Description = "continue the run that lies in MODEL" };
    private static readonly Option<bool> Json = Parameters.Json();

    internal static Command Create()
    {
        var verb = new Verb(
            "train", "Train a model; Ctrl-C saves what it has learned", "isorhythm train r-vae-2bar --data clips/ --out models/mine")
        {
            RecipeName, Data, Model, Settings, Steps, Epochs, Budget, Seed, Map, Credit, Resume, Json,
        };
        verb.Validators.Add(given =>
        {
            if (given.GetResult(Steps) is not null && given.GetResult(Epochs) is not null)
            {
                given.AddError("Choose one of --steps and --epochs");
            }
        });
        verb.SetAction(Run);
        return verb;
    }

    private static int Run(ParseResult given)
    {
        using var interruption = new Interruption();
        var recipe = AskedFor(given);
        using var corpus = Read(given.GetRequiredValue(Data), recipe);
        var seed = given.GetValue(Seed) ?? Parameters.DefaultSeed;
        var options = new TrainingOptions(
            given.GetValue(Steps), given.GetValue(Epochs), given.GetValue(Budget), seed, given.GetValue(Resume), given.GetValue(Map), given.GetValue(Credit));
        Terminal.Say($"{recipe.Name} on {corpus.Phrases.Count} phrases, seed {seed}");
        var result = TrainingDisplay.Show(progress =>
            Trainer.Run(recipe, corpus, given.GetRequiredValue(Model), options, progress, interruption.Token));
        Conclude(result);
        if (given.GetValue(Json))
        {
            JsonAnswer.Write(new TrainAnswer(result.Model, result.Steps, result.Seconds, result.Train, result.Validation));
        }

        return result.Ended == TrainingEnd.Stopped ? ExitCode.Interrupted : ExitCode.Done;
    }

    private static Recipe AskedFor(ParseResult given)
    {
        try
        {
            var recipe = Recipe.Named(given.GetRequiredValue(RecipeName));
            return (given.GetValue(Settings) ?? []).Aggregate(recipe, (changed, setting) => changed.With(setting));
        }
        catch (IsorhythmException unknown)
        {
            throw new AskedWronglyException(unknown.Message);
        }
    }

    private static Corpus Read(string data, Recipe recipe)
    {
        var (corpus, report) = Corpus.Load(data, Representation.Named(recipe.Representation));
        if (report is not null)
        {
            ImportDisplay.Show(report);
        }

        return corpus.Phrases.Count > 0
            ? corpus
            : throw new IsorhythmException($"Nothing in {data} gives a phrase for {recipe.Name}: the report above says why.");
    }

    private static void Conclude(TrainingResult result)
    {
        Terminal.Say(result.Verdict);
        Terminal.Say($"{result.Model}: {result.Steps} steps in {result.Seconds:0.0} s");
        if (result.Ended == TrainingEnd.Stopped)
        {
            Terminal.Say("Stopped and saved; the same command with --resume goes on.");
            return;
        }

        var folder = Path.GetDirectoryName(Path.GetFullPath(result.Model));
        Terminal.Say($"Next: isorhythm studio --models {folder}   or   isorhythm sample {result.Model} --out samples");
    }
}
