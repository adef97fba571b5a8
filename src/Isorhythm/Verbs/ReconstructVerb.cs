using System.CommandLine;
using Isorhythm.Latent;
using Isorhythm.Music;

namespace Isorhythm.Cli;

/// <summary><c>isorhythm reconstruct</c>: what the model remembers of a file.</summary>
internal static class ReconstructVerb
{
    internal static Command Create()
    {
        var model = Parameters.Model();
        var file = Parameters.MidiFile("FILE.mid");
        var target = Parameters.Out("FILE.mid", "the MIDI file to write; its picture, FILE.svg, lies beside it");
        var verb = new Verb(
            "reconstruct", "Encode a MIDI file and decode it again", "isorhythm reconstruct models/mine clips/1.mid --out again.mid")
        {
            model, file, target,
        };
        verb.SetAction(given => Run(given.GetRequiredValue(model), given.GetRequiredValue(file), given.GetRequiredValue(target)));
        return verb;
    }

    private static int Run(string model, string file, string target)
    {
        OutputFile.RefuseToReplace(file, target);
        var space = LatentSpace.Open(model);
        var originals = PhraseFile.Read(file, space);
        var again = originals.Select(phrase => space.Decode(space.Encode(phrase))).ToArray();
        var picture = Path.ChangeExtension(target, ".svg");
        OutputFile.Write(target, MidiWriter.Write(space.Representation.Play(again, PhraseFolder.BeatsPerMinute)));
        OutputFile.Write(picture, space.Representation.Draw([.. originals.Zip(again).SelectMany(pair => new[] { pair.First, pair.Second })]));
        var phrases = again.Length == 1 ? "1 phrase" : $"{again.Length} phrases";
        Terminal.Say($"{target}: {phrases}, onset F1 {originals.Zip(again, OnsetF1).Average():0.000}");
        Terminal.Say($"{picture}: each original above its reconstruction");
        return ExitCode.Done;
    }

    private static double OnsetF1(Phrase original, Phrase again)
    {
        var kept = original.Onsets.Intersect(again.Onsets).Count();
        var hits = original.Onsets.Count() + again.Onsets.Count();
        return hits == 0 ? 1 : 2.0 * kept / hits;
    }
}
