namespace Isorhythm.Music;

/// <summary>Sorts notes by start, keeping the order of those that start together: a radix sort, least digit first.</summary>
/// <remarks>Tracks are sorted runs, but merging them costs a mispredicted branch a note and level; counting digits has none.</remarks>
internal static class NoteSort
{
    private const int DigitBits = 10;
    private const int Digits = 1 << DigitBits;

    /// <summary>Sorts notes, with as much room to work in.</summary>
    /// <returns>Whether the sorted notes lie in <paramref name="notes"/>; else they lie in <paramref name="room"/>.</returns>
    internal static bool ByStart(Span<RawNote> notes, Span<RawNote> room)
    {
        var latest = 0L;
        foreach (ref readonly var note in notes)
        {
            latest = Math.Max(latest, note.Start);
        }

        Span<int> places = stackalloc int[Digits];
        var inPlace = true;
        for (var shift = 0; latest >> shift != 0; shift += DigitBits)
        {
            Distribute(inPlace ? notes : room, inPlace ? room : notes, shift, places);
            inPlace = !inPlace;
        }

        return inPlace;
    }

    private static void Distribute(ReadOnlySpan<RawNote> from, Span<RawNote> to, int shift, Span<int> places)
    {
        places.Clear();
        foreach (ref readonly var note in from)
        {
            places[(int)(note.Start >> shift) & (Digits - 1)]++;
        }

        var place = 0;
        foreach (ref var digit in places)
        {
            (digit, place) = (place, place + digit);
        }

        foreach (ref readonly var note in from)
        {
            to[places[(int)(note.Start >> shift) & (Digits - 1)]++] = note;
        }
    }
}
