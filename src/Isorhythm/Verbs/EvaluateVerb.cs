using System.CommandLine;
using Isorhythm.Latent;

namespace Isorhythm.Cli;

/// <summary><c>isorhythm evaluate</c>: how good a model is, with baselines and intervals, as a page and as JSON.</summary>
internal static class EvaluateVerb
{
    internal static Command Create()
    {
        var model = Parameters.Model();
        var data = new Option<string>("--data")
        {
            Required = true,
            HelpName = "PATH|builtin",
            Description = "a folder of MIDI files or a corpus; of the model's own corpus, the files that training did not see",
        };
        var protocols = new Option<string[]>("--protocol")
        {
            HelpName = "NAME",
            Description = $"{string.Join(", ", Evaluator.Protocols)}; repeatable (all that the model can be measured by)",
            AllowMultipleArgumentsPerToken = false,
        };
        protocols.Validators.Add(given =>
        {
            if (given.Tokens.FirstOrDefault(word => !Evaluator.Protocols.Contains(word.Value)) is { } unknown)
            {
                given.AddError($"There is no protocol '{unknown.Value}': choose from {string.Join(", ", Evaluator.Protocols)}");
            }
        });
        var folder = Parameters.Out("DIR", "the folder for report.json and report.html");
        var json = Parameters.Json();
        var verb = new Verb(
            "evaluate", "Measure a model, with baselines and intervals", "isorhythm evaluate models/mine --data clips/ --out report/")
        {
            model, data, protocols, folder, json,
        };
        verb.SetAction(given =>
        {
            var space = LatentSpace.Open(given.GetRequiredValue(model));
            using var corpus = Read(given.GetRequiredValue(data), space);
            var asked = given.GetValue(protocols) is { Length: > 0 } named ? [.. named.Distinct(StringComparer.Ordinal)] : Evaluator.ProtocolsFor(space);
            var report = EvaluationDisplay.Show(asked, progress => Evaluator.Run(space, corpus, asked, progress));
            Write(given.GetRequiredValue(folder), report);
            if (given.GetValue(json))
            {
                JsonAnswer.WriteText(report.ToJson());
            }

            return ExitCode.Done;
        });
        return verb;
    }

    private static Corpus Read(string data, LatentSpace space)
    {
        var (corpus, report) = Corpus.Load(data, space.Representation);
        if (report is not null)
        {
            ImportDisplay.Show(report);
        }

        return corpus.Phrases.Count > 0
            ? corpus
            : throw new IsorhythmException($"Nothing in {data} gives a phrase for {space.Name}: the report above says why.");
    }

    private static void Write(string folder, ReportDocument report)
    {
        var files = report.Files();
        foreach (var file in files)
        {
            OutputFile.Write(Path.Combine(folder, file.Path), file.Content.Span);
        }

        var (numbers, page) = (Path.Combine(folder, "report.json"), Path.Combine(folder, "report.html"));
        Terminal.Say($"{report.Model} on {report.Data}");
        Terminal.Say($"{page}: the answers, to be seen and heard; {numbers}: {report.Protocols.Sum(protocol => protocol.Metrics.Count)} figures");
    }
}
