namespace Isorhythm.Music;

/// <summary>Sorts notes by start, keeping the order of those that start together: a radix sort, least digit first.</summary>
/// <remarks>Tracks are sorted runs, but merging them costs a mispredicted branch a note and level; counting digits has none.</remarks>
internal static class NoteSort
{
    private const int DigitBits = 10;
    private const int Digits = 1 << DigitBits;

    /// <summary>Sorts <paramref name="notes"/>, which serves as room to work in, into <paramref name="sorted"/>.</summary>
    internal static void ByStart(Span<Note> notes, Span<Note> sorted)
    {
        var latest = 0L;
        foreach (ref readonly var note in notes)
        {
            latest = Math.Max(latest, note.Start.Value);
        }

        Span<int> places = stackalloc int[Digits];
        var from = notes;
        var to = sorted;
        for (var shift = 0; shift == 0 || latest >> shift != 0; shift += DigitBits)
        {
            Distribute(from, to, shift, places);
            var swap = from;
            from = to;
            to = swap;
        }

        if (from != sorted)
        {
            from.CopyTo(sorted);
        }
    }

    private static void Distribute(ReadOnlySpan<Note> from, Span<Note> to, int shift, Span<int> places)
    {
        places.Clear();
        foreach (ref readonly var note in from)
        {
            places[(int)(note.Start.Value >> shift) & (Digits - 1)]++;
        }

        var place = 0;
        foreach (ref var digit in places)
        {
            (digit, place) = (place, place + digit);
        }

        foreach (ref readonly var note in from)
        {
            to[places[(int)(note.Start.Value >> shift) & (Digits - 1)]++] = note;
        }
    }
}
