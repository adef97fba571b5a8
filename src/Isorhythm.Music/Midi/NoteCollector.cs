using System.Buffers;
using System.Collections.Immutable;

namespace Isorhythm.Music;

/// <summary>Pairs note-ons with note-offs, track by track, in memory that is borrowed.</summary>
internal sealed class NoteCollector : IDisposable
{
    private const int Keys = 16 * 128;

    private readonly int[] oldest = new int[Keys];
    private readonly int[] newest = new int[Keys];
    private readonly List<int> trackStarts = [];
    private Note[] notes = ArrayPool<Note>.Shared.Rent(256);
    private int count;

    internal void BeginTrack() => trackStarts.Add(count);

    internal void On(long tick, int channel, byte pitch, byte velocity)
    {
        if (count == notes.Length)
        {
            Grow();
        }

        // Until its end is known, a note's duration is -1 - (1 + index of the next open note of its key, or 0).
        notes[count++] = new Note(new Ticks(tick), new Ticks(-1), (byte)channel, pitch, velocity);
        var key = (channel << 7) | pitch;
        if (oldest[key] == 0)
        {
            oldest[key] = count;
        }
        else
        {
            ref var last = ref notes[newest[key] - 1];
            last = last with { Duration = new Ticks(-1 - count) };
        }

        newest[key] = count;
    }

    internal void Off(long tick, int channel, byte pitch)
    {
        var key = (channel << 7) | pitch;
        var index = oldest[key];
        if (index > 0)
        {
            ref var note = ref notes[index - 1];
            oldest[key] = (int)(-1 - note.Duration.Value);
            note = note with { Duration = new Ticks(tick) - note.Start };
        }
    }

    internal void EndTrack(long tick)
    {
        foreach (ref var note in notes.AsSpan(trackStarts[^1], count - trackStarts[^1]))
        {
            if (note.Duration.Value < 0)
            {
                oldest[(note.Channel << 7) | note.Pitch] = 0;
                note = note with { Duration = new Ticks(tick) - note.Start };
            }
        }
    }

    internal ImmutableArray<Note> Sorted() => [.. notes.Take(count).OrderBy(note => note.Start)];

    public void Dispose() => ArrayPool<Note>.Shared.Return(notes);

    private void Grow()
    {
        var larger = ArrayPool<Note>.Shared.Rent(notes.Length * 2);
        notes.AsSpan(0, count).CopyTo(larger);
        ArrayPool<Note>.Shared.Return(notes);
        notes = larger;
    }
}
