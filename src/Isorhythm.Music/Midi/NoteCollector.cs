using System.Buffers;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Isorhythm.Music;

/// <summary>Pairs note-ons with note-offs, track by track, in borrowed memory. A key is a channel and a pitch, a number counts notes from 1.</summary>
internal sealed class NoteCollector : IDisposable
{
    private const int Channels = 16;
    private const int Keys = Channels * 128;

    // A note and its end take six bytes of a file at least, and eight or more in most files.
    private const int TypicalBytesPerNote = 8;

    // Of each key the oldest open note, or 0; and the newest, which counts only while there are several.
    private readonly int[] oldestOpen = ArrayPool<int>.Shared.Rent(Keys);
    private readonly int[] newestOpen = ArrayPool<int>.Shared.Rent(Keys);

    // Of each channel the program and the track as a note packs them.
    private readonly uint[] voices = new uint[Channels];
    private RawNote[] notes;
    private int count;
    private int trackStart;
    private int tracksWithNotes;

    internal NoteCollector(int fileLength)
    {
        notes = ArrayPool<RawNote>.Shared.Rent(64 + (fileLength / TypicalBytesPerNote));
        Array.Clear(oldestOpen, 0, Keys);
    }

    internal void BeginTrack()
    {
        trackStart = count;
        var track = (uint)Math.Min(tracksWithNotes, Note.LastTrack);
        foreach (ref var voice in voices.AsSpan())
        {
            voice = (voice & Note.ProgramOf(0x7F)) | Note.TrackOf(track);
        }
    }

    // A program belongs to a channel and not to a track, so a later track that names none goes on with it.
    internal void Program(uint channel, uint program) =>
        voices[channel] = (voices[channel] & ~Note.ProgramOf(0x7F)) | Note.ProgramOf(program);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void On(long tick, uint key, uint velocity)
    {
        var index = count;
        if (index == notes.Length)
        {
            Grow();
        }

        ref var note = ref notes[index];
        note.Start = tick;
        note.Duration = ~0;
        note.Packed = key | Note.VelocityOf(velocity) | voices[key >> 7];
        count = ++index;
        ref var oldest = ref oldestOpen[key];
        if (oldest == 0)
        {
            oldest = index;
        }
        else
        {
            Chain(key, oldest, index);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Off(long tick, uint key)
    {
        ref var oldest = ref oldestOpen[key];
        if (oldest > 0)
        {
            ref var note = ref notes[oldest - 1];
            oldest = ~note.Duration;
            note.Duration = Length(note.Start, tick);
        }
    }

    /// <summary>Ends the track's open notes.</summary>
    internal void EndTrack(long tick)
    {
        foreach (ref var note in notes.AsSpan(trackStart, count - trackStart))
        {
            if (note.Duration < 0)
            {
                oldestOpen[note.Packed & (Keys - 1)] = 0;
                note.Duration = Length(note.Start, tick);
            }
        }

        tracksWithNotes += count > trackStart ? 1 : 0;
    }

    /// <summary>The notes of all tracks by start.</summary>
    internal ImmutableArray<Note> ToSorted()
    {
        // One track's notes come in order.
        if (tracksWithNotes > 1)
        {
            var room = ArrayPool<RawNote>.Shared.Rent(count);
            if (!NoteSort.ByStart(notes.AsSpan(0, count), room.AsSpan(0, count)))
            {
                (notes, room) = (room, notes);
            }

            ArrayPool<RawNote>.Shared.Return(room);
        }

        var sorted = GC.AllocateUninitializedArray<Note>(count);
        for (var i = 0; i < sorted.Length; i++)
        {
            sorted[i] = notes[i].ToNote();
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(sorted);
    }

    public void Dispose()
    {
        ArrayPool<int>.Shared.Return(oldestOpen);
        ArrayPool<int>.Shared.Return(newestOpen);
        ArrayPool<RawNote>.Shared.Return(notes);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Length(long start, long end) => (int)Math.Min(end - start, int.MaxValue);

    private void Chain(uint key, int oldest, int number)
    {
        var previous = notes[oldest - 1].Duration == ~0 ? oldest : newestOpen[key];
        notes[previous - 1].Duration = ~number;
        newestOpen[key] = number;
    }

    private void Grow()
    {
        var larger = ArrayPool<RawNote>.Shared.Rent(notes.Length * 2);
        notes.AsSpan(0, count).CopyTo(larger);
        ArrayPool<RawNote>.Shared.Return(notes);
        notes = larger;
    }
}
