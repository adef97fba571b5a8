namespace Isorhythm.Music;

/// <summary>
/// A note while its file is being read. It is a <see cref="Note"/> whose fields are written one by one where they lie: a processor
/// waits when it reads as a whole what was just written in parts.
/// </summary>
internal struct RawNote
{
    /// <summary>The tick where it starts.</summary>
    internal long Start;

    /// <summary>Its length in ticks; while it is open -1 - the number, from 1, of its key's next open note, or 0.</summary>
    internal int Duration;

    /// <summary>Pitch, channel, velocity, program and track as <see cref="Note"/> packs them.</summary>
    internal uint Packed;

    internal readonly Note ToNote() => new(Start, Duration, Packed);
}
