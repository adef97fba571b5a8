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
            HelpName = "linear|slerp|geodesic",
            Description = "the way: a straight line, an arc round the centre, or where the least is heard to change",
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
            var start = space.Encode(PhraseFile.Read(given.GetRequiredValue(from), space));
            var end = space.Encode(PhraseFile.Read(given.GetRequiredValue(to), space));
            var codes = Walk(space, start, end, given.GetRequiredValue(points)!.Value, given.GetValue(path));
            var target = Write(given.GetRequiredValue(folder), space, codes);
            if (given.GetValue(json))
            {
                JsonAnswer.Write(new PathAnswer(target, [.. codes.SelectMany(point => point)]));
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
            case "geodesic":
                return InterpolationPath.Geodesic;
            default:
                addError($"'{word}' for --path is none of linear, slerp and geodesic");
                return default;
        }
    }

    /// <summary>Every point of the walk, phrase by phrase: the n-th phrase of one file goes to the n-th of the other, and the shorter file is a loop.</summary>
    private static float[][][] Walk(LatentSpace space, float[][] start, float[][] end, int points, InterpolationPath path)
    {
        var phrases = Math.Max(start.Length, end.Length);
        if (start.Length != end.Length)
        {
            Terminal.Say($"The files hold {start.Length} and {end.Length} phrases: the shorter is repeated.");
        }

        var walks = Enumerable.Range(0, phrases)
            .Select(i => space.Interpolate(start[i % start.Length], end[i % end.Length], points, path)).ToArray();
        return [.. Enumerable.Range(0, points).Select(point => walks.Select(walk => walk[point]).ToArray())];
    }

    // Each point by itself to drag about, and the whole walk to listen to.
    private static string Write(string folder, LatentSpace space, float[][][] codes)
    {
        var walk = codes.Select(point => (IReadOnlyList<Phrase>)[.. point.Select(code => space.Decode(code))]).ToArray();
        var all = walk.SelectMany(point => point).ToArray();
        var written = PhraseFolder.Write(folder, "point", space.Representation, walk);
        var whole = Path.Combine(folder, "walk.mid");
        var picture = Path.Combine(folder, "walk.svg");
        OutputFile.Write(whole, MidiWriter.Write(space.Representation.Play(all, PhraseFolder.BeatsPerMinute)));
        OutputFile.Write(picture, space.Representation.Draw(all));
        Terminal.Say($"{walk.Length} points, {written[0]} to {written[^1]}; the whole walk: {whole}, its picture: {picture}");
        return whole;
    }
}
