using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Isorhythm.Music;

/// <summary>Finds the rhythms of a score: notes -> phrases on a grid.</summary>
/// <remarks>
/// All tracks are pooled. Where the score has notes on channel 10 and on others, only channel 10 is drums; where all notes share one
/// channel, as in many clips from sequencers, that channel is; several channels without channel 10 are no drums.
/// </remarks>
public static class PhraseReader
{
    internal const string NoDrumChannel = "no drums: several channels, and none of them is channel 10";

    /// <summary>The phrases of a score, in order, and why the rest gave none.</summary>
    public static Extraction Read(Score score, DrumGrid grid, ExtractionRules rules)
    {
        if (score.Notes.IsEmpty)
        {
            return Nothing("no notes");
        }

        if (DrumChannelOf(score.Notes) is not { } channel)
        {
            return Nothing(NoDrumChannel);
        }

        var drums = new List<Note>();
        foreach (var note in score.Notes)
        {
            if (note.Channel == channel && grid.Kit.IndexOf(note.Pitch) >= 0)
            {
                drums.Add(note);
            }
        }

        if (drums.Count == 0)
        {
            return Nothing($"no drums: no note is in the kit {grid.Kit.Name}");
        }

        return rules.Cut == PhraseCut.Loops
            ? LoopCutter.Cut(score, drums, grid, rules)
            : WindowCutter.Cut(score, CollectionsMarshal.AsSpan(drums), grid, rules);
    }

    internal static Extraction Nothing(string reason) => new([], [new Rejection(reason, 1)]);

    internal static byte? DrumChannelOf(ImmutableArray<Note> notes)
    {
        var channels = 0;
        foreach (var note in notes)
        {
            channels |= 1 << note.Channel;
        }

        if ((channels & (1 << Note.DrumChannel)) != 0)
        {
            return Note.DrumChannel;
        }

        return int.IsPow2(channels) ? (byte)int.Log2(channels) : null;
    }
}
