using System.CommandLine;
using Isorhythm.Latent;

namespace Isorhythm.Cli;

/// <summary><c>isorhythm style</c>: the same music on its way to another genre.</summary>
internal static class StyleVerb
{
    internal static Command Create()
    {
        var model = Parameters.Model();
        var file = Parameters.MidiFile("FILE.mid");
        var toward = new Option<string>("--toward") { Required = true, HelpName = "GENRE", Description = "a genre of the model" };
        var from = new Option<string?>("--from") { HelpName = "GENRE", Description = "first all the way to this genre, so that the amount lies between the two" };
        var amount = Parameters.Real("--amount", "X", "how far; 0 is the music as it is, 1 the genre (1)", -2, 2);
        var target = Parameters.Out("FILE.mid", "the MIDI file to write; its picture, FILE.svg, lies beside it");
        var json = Parameters.Json();
        var verb = new Verb(
            "style", "Move music toward a genre", "isorhythm style models/band song.mid --toward jazz --amount 0.5 --out jazzier.mid")
        {
            model, file, toward, from, amount, target, json,
        };
        verb.SetAction(given =>
        {
            var (original, restyled) = (given.GetRequiredValue(file), given.GetRequiredValue(target));
            OutputFile.RefuseToReplace(original, restyled);
            var space = LatentSpace.Open(given.GetRequiredValue(model));
            var style = space.Style;
            var originals = PhraseFile.Read(original, space);
            var (start, end, share) = (given.GetValue(from), given.GetRequiredValue(toward), given.GetValue(amount) ?? 1);
            float[][] codes = [.. space.Encode(originals).Select(code => style.Toward(start is null ? code : style.Toward(code, start, 1), end, share))];
            var answer = new StyleAnswer(restyled, [.. codes.Select(code => style.Of(code))], codes);
            ChangedMusic.Write(space, originals, space.Decode([.. codes.SelectMany(code => code)], Decoding.Usual), restyled, $"toward {end}");
            if (given.GetValue(json))
            {
                JsonAnswer.Write(answer);
            }

            return ExitCode.Done;
        });
        return verb;
    }
}
