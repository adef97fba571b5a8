using System.Buffers;
using Isorhythm.Music;

namespace Isorhythm.Latent;

/// <summary>How music becomes what a model reads, and back: a form for phrases, and which stretches of a file give one.</summary>
/// <param name="Name">"drums-12x8x9": steps a quarter, quarters, drums; "melody-2bar".</param>
public abstract record Representation(string Name)
{
    /// <summary>The representations that recipes use.</summary>
    public static IReadOnlyList<Representation> All { get; } = [.. GridRepresentation.Usual, .. TokenRepresentation.Usual];

    /// <summary>The representation of that name: one of <see cref="All"/>, or one of them with a setting, as "drums-12x8x9-strict".</summary>
    /// <exception cref="IsorhythmException">There is none: the message lists those there are.</exception>
    public static Representation Named(string name) =>
        (Representation?)GridRepresentation.Find(name)
        ?? TokenRepresentation.Find(name)
        ?? throw new IsorhythmException(
            $"There is no representation \"{name}\": choose one of {string.Join(", ", All.Select(usual => usual.Name))}, "
            + "with a dash and another drum kit (drums-12x8x9-strict), another number of bars (melody-4bar), any instrument (solo-4bar), another metre (melody-2bar-3-4) or the paper's pitches (melody-2bar-130) if you like.");

    /// <summary>How many numbers describe a phrase.</summary>
    public abstract int Width { get; }

    /// <summary>D, how many numbers a model decodes a phrase to.</summary>
    internal abstract int DecodedValues { get; }

    /// <summary>Whether a phrase is of this representation.</summary>
    public abstract bool Holds(Phrase phrase);

    /// <summary>The phrases of a score, and why the rest of it gave none.</summary>
    public abstract Extraction Read(Score score);

    /// <summary>All of a score that one person wants encoded, one phrase after another: nothing is left out for being unusual.</summary>
    public virtual Extraction ReadWhole(Score score) => Read(score);

    /// <summary>The phrases one after another as notes, played in a groove if one is given.</summary>
    /// <exception cref="ArgumentException">No phrases, or phrases of another representation.</exception>
    public abstract Score Play(IReadOnlyList<Phrase> phrases, double beatsPerMinute, Groove? groove = null);

    /// <summary>The phrases below one another as an SVG picture.</summary>
    /// <exception cref="ArgumentException">No phrases, or phrases of another representation.</exception>
    public abstract string Draw(IReadOnlyList<Phrase> phrases);

    /// <summary>What can be said of a phrase in one number, by name.</summary>
    public abstract IReadOnlyList<PhraseAttribute> Attributes { get; }

    /// <summary>The drums or tracks by name.</summary>
    internal abstract IReadOnlyList<string> Voices { get; }

    /// <summary>The phrase as bytes for a corpus file, little-endian: equal phrases give equal bytes, and others give others.</summary>
    internal abstract void Pack(Phrase phrase, IBufferWriter<byte> to);

    /// <summary>The phrase that <see cref="Pack"/> wrote.</summary>
    /// <exception cref="ArgumentException">The bytes are no phrase of this representation.</exception>
    internal abstract Phrase Unpack(ReadOnlySpan<byte> packed);

    /// <summary>Adds the notes that each of the <see cref="Voices"/> has in a packed phrase.</summary>
    internal abstract void CountNotes(ReadOnlySpan<byte> packed, Span<int> notes);

    /// <summary>Packs the phrases of a score, and says why the rest of it gave none. Threads may call it at the same time.</summary>
    internal virtual IReadOnlyList<Rejection> PackAll(Score score, PackedPhrases to)
    {
        var extraction = Read(score);
        foreach (var (at, phrase) in extraction.Phrases)
        {
            Pack(phrase, to.Bytes);
            to.Add(at);
        }

        return extraction.Rejections;
    }

    /// <summary>What the events of a phrase are called in a file.</summary>
    internal abstract string EventName { get; }

    /// <summary>Numbers in an event.</summary>
    internal abstract int EventWidth { get; }

    /// <summary>The phrase as events, <c>[E, EventWidth]</c>, for a file.</summary>
    internal abstract float[] ToEvents(Phrase phrase);

    /// <summary>The phrase that <see cref="ToEvents"/> wrote.</summary>
    /// <exception cref="ArgumentException">The events are no phrase of this representation.</exception>
    internal abstract Phrase FromEvents(ReadOnlySpan<float> events);
}
