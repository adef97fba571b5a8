using System.CommandLine;
using Isorhythm.Latent;

namespace Isorhythm.Cli;

/// <summary><c>isorhythm encode</c>: where phrases lie in the space.</summary>
internal static class EncodeVerb
{
    internal static Command Create()
    {
        var model = Parameters.Model();
        var files = new Argument<string[]>("FILE.mid") { Description = "MIDI files", Arity = ArgumentArity.OneOrMore };
        var json = Parameters.Json();
        var verb = new Verb(
            "encode", "Find the latent code of every phrase of MIDI files", "isorhythm encode models/mine clips/1.mid clips/2.mid")
        {
            model, files, json,
        };
        verb.SetAction(given => Run(LatentSpace.Open(given.GetRequiredValue(model)), given.GetRequiredValue(files), given.GetValue(json)));
        return verb;
    }

    private static int Run(LatentSpace space, string[] files, bool asJson)
    {
        var codes = new List<EncodeAnswer>();
        var exitCode = ExitCode.Done;
        foreach (var file in files)
        {
            try
            {
                var phrases = PhraseFile.Read(file, space);
                codes.AddRange(phrases.Select((phrase, index) => new EncodeAnswer(file, index, space.Encode(phrase))));
            }
            catch (IsorhythmException failure)
            {
                // The other files are worth having all the same.
                Terminal.Say("isorhythm: " + failure.Message);
                exitCode = ExitCode.Failed;
            }
        }

        Tell(codes, asJson);
        return exitCode;
    }

    private static void Tell(List<EncodeAnswer> codes, bool asJson)
    {
        if (asJson && codes.Count > 0)
        {
            JsonAnswer.Write(codes.ToArray());
            return;
        }

        foreach (var (path, phrase, code) in codes)
        {
            Terminal.Answer($"{path}\t{phrase}\t{string.Join(',', code.Select(number => $"{number:0.####}"))}");
        }
    }
}
