namespace Isorhythm.Latent;

/// <summary>Counts the notes of each drum or track.</summary>
internal sealed class VoiceCount(Representation representation)
{
    private readonly IReadOnlyList<string> voices = representation.Voices;
    private readonly int[] ofPhrase = new int[representation.Voices.Count];
    private readonly long[] notes = new long[representation.Voices.Count];

    /// <summary>How the notes are shared among the voices.</summary>
    internal IReadOnlyList<VoiceShare> Shares
    {
        get
        {
            double all = Math.Max(1, notes.Sum());
            return [.. voices.Zip(notes, (name, count) => new VoiceShare(name, count, count / all))];
        }
    }

    /// <summary>Counts a packed phrase.</summary>
    internal void Add(ReadOnlySpan<byte> packed)
    {
        Array.Clear(ofPhrase);
        representation.CountNotes(packed, ofPhrase);
        for (var voice = 0; voice < notes.Length; voice++)
        {
            notes[voice] += ofPhrase[voice];
        }
    }
}
