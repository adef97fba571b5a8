using System.CommandLine;
using Isorhythm.Latent;

namespace Isorhythm.Cli;

/// <summary><c>isorhythm decode</c>: the rhythms at given points of the space.</summary>
internal static class DecodeVerb
{
    internal static Command Create()
    {
        var model = Parameters.Model();
        var codes = new Option<string>("--codes")
        {
            Required = true,
            HelpName = "FILE.json|\"x,y;x,y\"",
            Description = "points of the space: numbers with commas, points with semicolons, or a JSON file such as [[0.5,-1],[1,0]]",
        };
        var threshold = Parameters.Real("--threshold", "P", "play a hit where its probability is above this (0.5)", 0, 1);
        var folder = Parameters.Out("DIR", "the folder for the MIDI files and their pictures");
        var json = Parameters.Json();
        var verb = new Verb(
            "decode", "Make the rhythms at given points of the space", "isorhythm decode models/mine --codes \"0.5,-1;1,0\" --out decoded/")
        {
            model, codes, folder, threshold, json,
        };
        verb.SetAction(given =>
        {
            var space = LatentSpace.Open(given.GetRequiredValue(model));
            var points = CodeList.Read(given.GetRequiredValue(codes), space);
            var phrases = points.Select(point => space.Decode(point, Decoding.Usual with { Threshold = given.GetValue(threshold) ?? 0.5f })[0]).ToArray();
            var written = PhraseFolder.Write(given.GetRequiredValue(folder), "decoded", space.Representation, phrases);
            foreach (var (path, phrase) in written.Zip(phrases))
            {
                Terminal.Say($"{path}: {phrase.Onsets.Count()} hits");
            }

            if (given.GetValue(json))
            {
                JsonAnswer.Write(points.Zip(phrases, (point, phrase) => new DecodeAnswer(point, NoteList.Of(phrase))).ToArray());
            }

            return ExitCode.Done;
        });
        return verb;
    }
}
