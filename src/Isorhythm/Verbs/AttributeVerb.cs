using System.CommandLine;
using Isorhythm.Latent;
using Isorhythm.Music;

namespace Isorhythm.Cli;

/// <summary><c>isorhythm attribute</c>: the same music with more or less of one thing.</summary>
internal static class AttributeVerb
{
    /// <summary>Further out than this the model has seen nothing.</summary>
    private const float MostAmount = 10;

    internal static Command Create()
    {
        var model = Parameters.Model();
        var file = Parameters.MidiFile("FILE.mid");
        var name = new Option<string>("--attribute")
        {
            Required = true,
            HelpName = "NAME",
            Description = "density, velocity and offset of rhythms; diatonic, density, interval, syncopation16, syncopation8 and pitch of melodies, of one of several tracks as density.bass",
        };
        var amount = Parameters.Real(
            "--amount", "X", "how much more; 1 leads from the phrases with least of it to those with most, below 0 is less", -MostAmount, MostAmount);
        amount.Required = true;
        var target = Parameters.Out("FILE.mid", "the MIDI file to write; its picture, FILE.svg, lies beside it");
        var json = Parameters.Json();
        var verb = new Verb(
            "attribute",
            "Give music more or less of an attribute",
            "isorhythm attribute models/mine clips/1.mid --attribute density --amount 0.5 --out denser.mid")
        {
            model, file, name, amount, target, json,
        };
        verb.SetAction(given =>
        {
            var (original, denser) = (given.GetRequiredValue(file), given.GetRequiredValue(target));
            OutputFile.RefuseToReplace(original, denser);
            var space = LatentSpace.Open(given.GetRequiredValue(model));
            var attribute = Named(given.GetRequiredValue(name), space);
            var answer = Write(space, original, attribute, given.GetRequiredValue(amount)!.Value, denser);
            if (given.GetValue(json))
            {
                JsonAnswer.Write(answer);
            }

            return ExitCode.Done;
        });
        return verb;
    }

    private static PhraseAttribute Named(string name, LatentSpace space) =>
        space.Representation.Attributes.FirstOrDefault(attribute => attribute.Name == name)
        ?? throw new AskedWronglyException(
            $"{space.Name} knows no attribute '{name}': choose one of {string.Join(", ", space.Representation.Attributes.Select(attribute => attribute.Name))}.");

    private static AttributeAnswer Write(LatentSpace space, string file, PhraseAttribute attribute, float amount, string target)
    {
        var vector = space.Attribute(attribute.Name);
        var originals = PhraseFile.Read(file, space);
        var changed = space.Encode(originals).Select(code => space.Decode(vector.Added(code, amount))).ToArray();
        var (before, after) = (originals.Average(attribute.Of), changed.Average(attribute.Of));
        ChangedMusic.Write(space, originals, changed, target, $"{attribute.Name} {before:0.000} before and {after:0.000} now");
        return new(target, attribute.Name, amount, before, after);
    }
}
