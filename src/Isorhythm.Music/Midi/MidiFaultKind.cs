namespace Isorhythm.Music;

/// <summary>What is wrong at a place of a MIDI file, and what the reader made of it.</summary>
public enum MidiFaultKind
{
    /// <summary>No header chunk ("MThd"): nothing was read.</summary>
    NoHeader,

    /// <summary>The header is too short, or its division is 0: nothing was read.</summary>
    BadHeader,

    /// <summary>The format is not 0, 1 or 2: read as format 1.</summary>
    UnknownFormat,

    /// <summary>A chunk claims another length than it has: its events were read as far as they go.</summary>
    BadChunkLength,

    /// <summary>The header announces another number of tracks than there are: those that are there were read.</summary>
    WrongTrackCount,

    /// <summary>Bytes between chunks that are no chunk: skipped up to the next track.</summary>
    UnknownBytes,

    /// <summary>The file ends inside an event: what came before was read.</summary>
    Truncated,

    /// <summary>A number takes more than four bytes: the rest of the track was skipped.</summary>
    BadNumber,

    /// <summary>An event leaves out its status before any was given: skipped up to the next status.</summary>
    NoRunningStatus,

    /// <summary>A status that no MIDI file holds: skipped.</summary>
    UnknownEvent,

    /// <summary>A data byte above 127: its lower seven bits were taken.</summary>
    BadDataByte,

    /// <summary>A tempo, metre, key or time code that cannot be: ignored.</summary>
    BadMetaValue,

    /// <summary>A track without its end: taken to end at its last event.</summary>
    NoEndOfTrack,

    /// <summary>More faults than are told one by one.</summary>
    More,
}
