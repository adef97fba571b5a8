using System.Buffers;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Isorhythm.Music;

/// <summary>Pairs note-ons with note-offs, track by track, in borrowed memory; a key is a channel and a pitch.</summary>
internal sealed class NoteCollector : IDisposable
{
    private const int Keys = 16 * 128;

    // A note and its end take twelve bytes of a file with statuses, so most files never need more room than this.
    private const int TypicalBytesPerNote = 8;

    // Numbers of notes from 1; 0 is none. Of a key's newest open note only while an older one is open.
    private readonly int[] oldestOpen = ArrayPool<int>.Shared.Rent(Keys);
    private readonly int[] newestOpen = ArrayPool<int>.Shared.Rent(Keys);
    private Note[] notes;
    private int count;
    private int trackStart;
    private int sortedTracks;

    internal NoteCollector(int fileLength)
    {
        notes = ArrayPool<Note>.Shared.Rent(64 + (fileLength / TypicalBytesPerNote));
        Array.Clear(oldestOpen, 0, Keys);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void On(long tick, uint key, uint velocity)
    {
        var index = count;
        if (index == notes.Length)
        {
            Grow();
        }

        notes[index] = new Note(new Ticks(tick), Open(0), (byte)(key >> 7), (byte)(key & 0x7F), (byte)velocity);
        count = ++index;
        if (oldestOpen[key] == 0)
        {
            oldestOpen[key] = index;
        }
        else
        {
            Chain(key, index);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Off(long tick, uint key)
    {
        var number = oldestOpen[key];
        if (number > 0)
        {
            ref var note = ref notes[number - 1];
            oldestOpen[key] = NextOpen(note);
            note = note with { Duration = new Ticks(tick) - note.Start };
        }
    }

    internal void BeginTrack() => trackStart = count;

    /// <summary>Ends the track's open notes.</summary>
    internal void EndTrack(long tick)
    {
        foreach (ref var note in notes.AsSpan(trackStart, count - trackStart))
        {
            if (note.Duration.Value < 0)
            {
                oldestOpen[(note.Channel << 7) | note.Pitch] = 0;
                note = note with { Duration = new Ticks(tick) - note.Start };
            }
        }

        sortedTracks += count > trackStart ? 1 : 0;
    }

    /// <summary>The notes of all tracks by start.</summary>
    internal ImmutableArray<Note> ToSorted()
    {
        var sorted = GC.AllocateUninitializedArray<Note>(count);
        if (sortedTracks > 1)
        {
            NoteSort.ByStart(notes.AsSpan(0, count), sorted);
        }
        else
        {
            notes.AsSpan(0, count).CopyTo(sorted);
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(sorted);
    }

    public void Dispose()
    {
        ArrayPool<int>.Shared.Return(oldestOpen);
        ArrayPool<int>.Shared.Return(newestOpen);
        ArrayPool<Note>.Shared.Return(notes);
    }

    // A note's duration, while it is open, holds the number of the key's next open note, made negative.
    private static Ticks Open(int next) => new(~next);

    private static int NextOpen(Note note) => (int)~note.Duration.Value;

    private void Chain(uint key, int number)
    {
        var oldest = oldestOpen[key];
        var previous = NextOpen(notes[oldest - 1]) == 0 ? oldest : newestOpen[key];
        notes[previous - 1] = notes[previous - 1] with { Duration = Open(number) };
        newestOpen[key] = number;
    }

    private void Grow()
    {
        var larger = ArrayPool<Note>.Shared.Rent(notes.Length * 2);
        notes.AsSpan(0, count).CopyTo(larger);
        ArrayPool<Note>.Shared.Return(notes);
        notes = larger;
    }
}
