using System.CommandLine;
using Isorhythm.Latent;

namespace Isorhythm.Cli;

/// <summary><c>isorhythm sample</c>: rhythms that the model makes up.</summary>
internal static class SampleVerb
{
    internal static Command Create()
    {
        var model = Parameters.Model();
        var count = Parameters.Whole("--count", "how many rhythms to make (8)", least: 1, most: 10_000);
        var temperature = Parameters.Real("--temperature", "T", "how far from the centre: 0 the centre itself, 1 as the prior (1)", 0, 10);
        var seed = Parameters.Seed();
        var folder = Parameters.Out("DIR", "the folder for the MIDI files and their pictures");
        var json = Parameters.Json();
        var verb = new Verb(
            "sample", "Make rhythms from random points of the space", "isorhythm sample models/mine --count 8 --out samples/")
        {
            model, count, folder, temperature, seed, json,
        };
        verb.SetAction(given =>
        {
            var space = LatentSpace.Open(given.GetRequiredValue(model));
            var usedSeed = given.GetValue(seed) ?? Parameters.DefaultSeed;
            var codes = space.Sample(given.GetValue(count) ?? 8, given.GetValue(temperature) ?? 1, usedSeed);
            var written = RhythmFolder.Write(given.GetRequiredValue(folder), "sample", space.Representation, [.. codes.Select(code => space.Decode(code))]);
            Terminal.Say($"{written[0]} to {written[^1]}: {codes.Length} rhythms from {space.Name}, seed {usedSeed}, each with a picture");
            if (given.GetValue(json))
            {
                JsonAnswer.Write(codes.Zip(written, (code, path) => new SampleAnswer(path, code)).ToArray());
            }

            return ExitCode.Done;
        });
        return verb;
    }
}
