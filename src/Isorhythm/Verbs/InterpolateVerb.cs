using System.CommandLine;
using Isorhythm.Latent;
using Isorhythm.Music;

namespace Isorhythm.Cli;

/// <summary><c>isorhythm interpolate</c>: a walk from one rhythm to another.</summary>
internal static class InterpolateVerb
{
    internal static Command Create()
    {
        var model = Parameters.Model();
        var from = Parameters.MidiFile("A.mid");
        var to = Parameters.MidiFile("B.mid");
        var points = Parameters.Whole("--points", "how many rhythms, both ends included", least: 2, most: 10_000);
        points.Required = true;
        var path = new Option<InterpolationPath>("--path")
        {
            HelpName = "linear|slerp",
            Description = "the way: a straight line, or an arc round the centre",
            CustomParser = result => Named(result.Tokens.Single().Value, result.AddError),
            DefaultValueFactory = _ => InterpolationPath.Linear,
        };
        var folder = Parameters.Out("DIR", "the folder for the MIDI files and their pictures");
        var json = Parameters.Json();
        var verb = new Verb(
            "interpolate",
            "Walk from one rhythm to another",
            "isorhythm interpolate models/mine clips/1.mid clips/2.mid --points 5 --out walk/")
        {
            model, from, to, points, path, folder, json,
        };
        verb.SetAction(given =>
        {
            var space = LatentSpace.Open(given.GetRequiredValue(model));
            var start = First(given.GetRequiredValue(from), space);
            var end = First(given.GetRequiredValue(to), space);
            var codes = space.Interpolate(start, end, given.GetRequiredValue(points)!.Value, given.GetValue(path));
            var target = Write(given.GetRequiredValue(folder), space.Representation, [.. codes.Select(code => space.Decode(code))]);
            if (given.GetValue(json))
            {
                JsonAnswer.Write(new PathAnswer(target, codes));
            }

            return ExitCode.Done;
        });
        return verb;
    }

    private static InterpolationPath Named(string word, Action<string> addError)
    {
        switch (word)
        {
            case "linear":
                return InterpolationPath.Linear;
            case "slerp":
                return InterpolationPath.Slerp;
            default:
                addError(word == "geodesic"
                    ? "The path 'geodesic' is not there yet: choose linear or slerp"
                    : $"'{word}' for --path is neither linear nor slerp");
                return default;
        }
    }

    private static float[] First(string file, LatentSpace space)
    {
        var phrases = PhraseFile.Read(file, space);
        if (phrases.Count > 1)
        {
            Terminal.Say($"{file} holds {phrases.Count} phrases: the first one is taken.");
        }

        return space.Encode(phrases[0]);
    }

    // Each point by itself to drag about, and the whole walk to listen to.
    private static string Write(string folder, Representation representation, Phrase[] walk)
    {
        var written = RhythmFolder.Write(folder, "point", representation, walk);
        var whole = Path.Combine(folder, "walk.mid");
        var picture = Path.Combine(folder, "walk.svg");
        OutputFile.Write(whole, MidiWriter.Write(representation.Play(walk, RhythmFolder.BeatsPerMinute)));
        OutputFile.Write(picture, representation.Draw(walk));
        Terminal.Say($"{walk.Length} rhythms, {written[0]} to {written[^1]}; the whole walk: {whole}, its picture: {picture}");
        return whole;
    }
}
