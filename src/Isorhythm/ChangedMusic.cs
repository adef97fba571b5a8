using Isorhythm.Latent;
using Isorhythm.Music;

namespace Isorhythm.Cli;

/// <summary>What became of somebody's music: a MIDI file, and a picture beside it of each original above what it is now.</summary>
internal static class ChangedMusic
{
    /// <summary>Writes both, and says so in two lines.</summary>
    internal static void Write(LatentSpace space, IReadOnlyList<Phrase> originals, IReadOnlyList<Phrase> changed, string target, string what)
    {
        var picture = Path.ChangeExtension(target, ".svg");
        OutputFile.Write(target, MidiWriter.Write(space.Representation.Play(changed, PhraseFolder.BeatsPerMinute)));
        OutputFile.Write(picture, space.Representation.Draw([.. originals.Zip(changed).SelectMany(pair => new[] { pair.First, pair.Second })]));
        var phrases = changed.Count == 1 ? "1 phrase" : $"{changed.Count} phrases";
        Terminal.Say($"{target}: {phrases}, {what}");
        Terminal.Say($"{picture}: each original above what became of it");
    }
}
