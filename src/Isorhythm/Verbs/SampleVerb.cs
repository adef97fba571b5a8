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
        var temperature = Parameters.Real("--temperature", "T", "grids: how far from the centre, 0 the centre itself, 1 as the prior (1); tokens: the softmax's, 0 the likeliest (1)", 0, 10);
        var genre = new Option<string?>("--genre") { HelpName = "GENRE", Description = "only from this genre's petal, of a model that knows genres" };
        var seed = Parameters.Seed();
        var folder = Parameters.Out("DIR", "the folder for the MIDI files and their pictures");
        var json = Parameters.Json();
        var verb = new Verb(
            "sample", "Make rhythms from random points of the space", "isorhythm sample models/mine --count 8 --out samples/")
        {
            model, count, folder, temperature, genre, seed, json,
        };
        verb.SetAction(given =>
        {
            var space = LatentSpace.Open(given.GetRequiredValue(model));
            var usedSeed = given.GetValue(seed) ?? Parameters.DefaultSeed;
            var heat = given.GetValue(temperature) ?? 1;
            var isGrid = space is GridSpace;
            var number = given.GetValue(count) ?? 8;
            var codes = given.GetValue(genre) is { } named ? space.Style.Sample(named, number, 1, usedSeed) : space.Sample(number, isGrid ? heat : 1, usedSeed);
            var how = Decoding.Usual with { Temperature = isGrid ? 0 : heat, Seed = usedSeed };
            var written = PhraseFolder.Write(
                given.GetRequiredValue(folder), "sample", space.Representation, space.Decode([.. codes.SelectMany(code => code)], how));
            Terminal.Say($"{written[0]} to {written[^1]}: {codes.Length} phrases from {space.Name}, seed {usedSeed}, each with a picture");
            if (given.GetValue(json))
            {
                JsonAnswer.Write(codes.Zip(written, (code, path) => new SampleAnswer(path, code)).ToArray());
            }

            return ExitCode.Done;
        });
        return verb;
    }
}
