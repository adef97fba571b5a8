using System.Buffers;
using System.Buffers.Binary;
using Isorhythm.Music;

namespace Isorhythm.Latent;

/// <summary>Rhythms on a drum grid.</summary>
/// <param name="Name">The grid's name.</param>
/// <param name="Grid">The grid that a phrase lies on.</param>
/// <param name="Rules">What is taken from a file, and what is not.</param>
public sealed record GridRepresentation(string Name, DrumGrid Grid, ExtractionRules Rules) : Representation(Name)
{
    /// <summary>The grids that recipes use.</summary>
    internal static IReadOnlyList<GridRepresentation> Usual { get; } =
    [
        new("drums-24x4x3", DrumGrid.Named("drums-24x4x3"), ExtractionRules.RVae),
        new("drums-12x8x9", DrumGrid.Named("drums-12x8x9"), ExtractionRules.RVae),
        new("drums-2x32x9", DrumGrid.Named("drums-2x32x9"), ExtractionRules.DrumLoops),
        new("drums-4x8x9", DrumGrid.Named("drums-4x8x9"), ExtractionRules.RVae),
        new("drums-4x16x9", DrumGrid.Named("drums-4x16x9"), ExtractionRules.RVae),
        new("drums-4x4x9", DrumGrid.Named("drums-4x4x9"), ExtractionRules.RVae),
    ];

    /// <inheritdoc/>
    public override int Width => Grid.Width;

    /// <inheritdoc/>
    internal override int DecodedValues => Grid.Width;

    /// <inheritdoc/>
    public override IReadOnlyList<PhraseAttribute> Attributes => Music.Attributes.For(Grid);

    /// <inheritdoc/>
    public override bool Holds(Phrase phrase) => phrase is GridPhrase rhythm && rhythm.Grid == Grid;

    /// <inheritdoc/>
    public override Extraction Read(Score score) => PhraseReader.Read(score, Grid, Rules);

    /// <inheritdoc/>
    public override Score Play(IReadOnlyList<Phrase> phrases, double beatsPerMinute, Groove? groove = null) =>
        PhraseWriter.ToScore([.. phrases.Cast<GridPhrase>()], beatsPerMinute, groove);

    /// <inheritdoc/>
    public override string Draw(IReadOnlyList<Phrase> phrases) => GridSvg.Draw([.. phrases.Cast<GridPhrase>()]);

    /// <summary>The grid of that name, with another drum kit after a dash; null when there is none.</summary>
    internal static GridRepresentation? Find(string name) =>
        Usual.SelectMany(usual => DrumKit.All.Where(kit => kit.Drums.Length == usual.Grid.Drums).Select(kit => usual.Grid with { Kit = kit })
                .Where(grid => grid.Name == name)
                .Select(grid => usual with { Name = name, Grid = grid }))
            .FirstOrDefault();

    /// <inheritdoc/>
    internal override IReadOnlyList<string> Voices => [.. Grid.Kit.Drums.Select(drum => drum.Name)];

    /// <summary>A hit is its cell (step times drums, plus drum) as two bytes, and as float32 what the grid holds of velocity and offset.</summary>
    internal override void Pack(Phrase phrase, IBufferWriter<byte> to)
    {
        var hits = ((GridPhrase)phrase).Hits;
        var bytes = to.GetSpan(hits.Length * BytesPerHit);
        foreach (var hit in hits)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(bytes, (ushort)((hit.Step * Grid.Drums) + hit.Drum));
            bytes = bytes[sizeof(ushort)..];
            bytes = Write(bytes, GridFeatures.Velocity, hit.Velocity);
            bytes = Write(bytes, GridFeatures.Microtiming, hit.Offset);
        }

        to.Advance(hits.Length * BytesPerHit);
    }

    /// <inheritdoc/>
    internal override Phrase Unpack(ReadOnlySpan<byte> packed)
    {
        if (packed.Length % BytesPerHit != 0)
        {
            throw new ArgumentException($"{packed.Length} bytes are no hits of {BytesPerHit} bytes.", nameof(packed));
        }

        var hits = new Hit[packed.Length / BytesPerHit];
        for (var i = 0; i < hits.Length; i++)
        {
            var cell = BinaryPrimitives.ReadUInt16LittleEndian(packed);
            packed = packed[sizeof(ushort)..];
            var velocity = Read(ref packed, GridFeatures.Velocity, Hit.PlainVelocity);
            var offset = Read(ref packed, GridFeatures.Microtiming, 0);
            hits[i] = new Hit(cell / Grid.Drums, cell % Grid.Drums, velocity, offset);
        }

        return new GridPhrase(Grid, hits);
    }

    /// <inheritdoc/>
    internal override void CountNotes(ReadOnlySpan<byte> packed, Span<int> notes)
    {
        for (; !packed.IsEmpty; packed = packed[BytesPerHit..])
        {
            notes[BinaryPrimitives.ReadUInt16LittleEndian(packed) % Grid.Drums]++;
        }
    }

    internal override string EventName => "hits";

    /// <summary>Step, drum, velocity, offset.</summary>
    internal override int EventWidth => 4;

    internal override float[] ToEvents(Phrase phrase) =>
        [.. ((GridPhrase)phrase).Hits.SelectMany(hit => (float[])[hit.Step, hit.Drum, hit.Velocity, hit.Offset])];

    internal override Phrase FromEvents(ReadOnlySpan<float> events)
    {
        var hits = new Hit[events.Length / EventWidth];
        for (var i = 0; i < hits.Length; i++, events = events[EventWidth..])
        {
            hits[i] = new Hit((int)events[0], (int)events[1], events[2], events[3]);
        }

        return new GridPhrase(Grid, hits);
    }

    private int BytesPerHit =>
        sizeof(ushort) + (Grid.Has(GridFeatures.Velocity) ? sizeof(float) : 0) + (Grid.Has(GridFeatures.Microtiming) ? sizeof(float) : 0);

    private Span<byte> Write(Span<byte> bytes, GridFeatures feature, float value)
    {
        if (!Grid.Has(feature))
        {
            return bytes;
        }

        BinaryPrimitives.WriteSingleLittleEndian(bytes, value);
        return bytes[sizeof(float)..];
    }

    private float Read(ref ReadOnlySpan<byte> packed, GridFeatures feature, float otherwise)
    {
        if (!Grid.Has(feature))
        {
            return otherwise;
        }

        var value = BinaryPrimitives.ReadSingleLittleEndian(packed);
        packed = packed[sizeof(float)..];
        return value;
    }
}
