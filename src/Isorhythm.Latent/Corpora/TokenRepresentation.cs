using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Isorhythm.Music;

namespace Isorhythm.Latent;

/// <summary>Music as tokens on one or more tracks.</summary>
/// <param name="Name">The tracks' name, "melody-2bar".</param>
/// <param name="Tracks">The tracks that a phrase lies on.</param>
public sealed record TokenRepresentation(string Name, TokenTracks Tracks) : Representation(Name)
{
    [ThreadStatic]
    private static TokenReader? lastReader;

    /// <summary>The tracks that recipes use.</summary>
    internal static IReadOnlyList<TokenRepresentation> Usual { get; } = [.. TokenTracks.All.Select(tracks => new TokenRepresentation(tracks.Name, tracks))];

    /// <inheritdoc/>
    public override int Width => Tracks.Width;

    /// <summary>A probability for each state of each step.</summary>
    internal override int DecodedValues => Tracks.Steps * Tracks.Tracks.Sum(track => track.Vocabulary.Size);

    /// <inheritdoc/>
    public override IReadOnlyList<PhraseAttribute> Attributes => Music.Attributes.For(Tracks);

    /// <inheritdoc/>
    public override bool Holds(Phrase phrase) => phrase is TokenPhrase tokens && tokens.Tracks == Tracks;

    /// <inheritdoc/>
    public override Extraction Read(Score score) => Reader().Read(score);

    /// <inheritdoc/>
    public override Extraction ReadWhole(Score score) => new TokenReader(Tracks, TokenRules.WholePiece(Tracks)).Read(score);

    /// <inheritdoc/>
    public override Score Play(IReadOnlyList<Phrase> phrases, double beatsPerMinute, Groove? groove = null) =>
        TokenWriter.ToScore([.. phrases.Cast<TokenPhrase>()], beatsPerMinute, groove);

    /// <inheritdoc/>
    public override string Draw(IReadOnlyList<Phrase> phrases) => TrackSvg.Draw([.. phrases.Cast<TokenPhrase>()]);

    /// <summary>The tracks of that name; null when there are none.</summary>
    internal static TokenRepresentation? Find(string name)
    {
        try
        {
            return new(name, TokenTracks.Named(name));
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    internal override IReadOnlyList<string> Voices => [.. Tracks.Tracks.Select(track => track.Name)];

    /// <summary>A token is two bytes; the tracks follow one another.</summary>
    internal override void Pack(Phrase phrase, IBufferWriter<byte> to) => Pack(((TokenPhrase)phrase).Tokens.AsSpan(), to);

    /// <inheritdoc/>
    internal override Phrase Unpack(ReadOnlySpan<byte> packed)
    {
        if (packed.Length != Width * sizeof(ushort))
        {
            throw new ArgumentException($"{packed.Length} bytes are no phrase of {Width} tokens.", nameof(packed));
        }

        var tokens = new ushort[Width];
        for (var i = 0; i < tokens.Length; i++)
        {
            tokens[i] = BinaryPrimitives.ReadUInt16LittleEndian(packed[(i * sizeof(ushort))..]);
        }

        return new TokenPhrase(Tracks, tokens);
    }

    /// <inheritdoc/>
    internal override void CountNotes(ReadOnlySpan<byte> packed, Span<int> notes)
    {
        for (var track = 0; track < notes.Length; track++)
        {
            var vocabulary = Tracks.Tracks[track].Vocabulary;
            for (var step = 0; step < Tracks.Steps; step++, packed = packed[sizeof(ushort)..])
            {
                notes[track] += vocabulary.NotesOf(BinaryPrimitives.ReadUInt16LittleEndian(packed));
            }
        }
    }

    /// <inheritdoc/>
    internal override IReadOnlyList<Rejection> PackAll(Score score, PackedPhrases to) =>
        Reader().Read(score, (at, tokens) =>
        {
            Pack(tokens, to.Bytes);
            to.Add(at);
        });

    internal override string EventName => "tokens";

    /// <summary>A token.</summary>
    internal override int EventWidth => 1;

    internal override float[] ToEvents(Phrase phrase)
    {
        var tokens = ((TokenPhrase)phrase).Tokens;
        var events = new float[tokens.Length];
        for (var i = 0; i < events.Length; i++)
        {
            events[i] = tokens[i];
        }

        return events;
    }

    internal override Phrase FromEvents(ReadOnlySpan<float> events)
    {
        var tokens = new ushort[events.Length];
        for (var i = 0; i < tokens.Length; i++)
        {
            tokens[i] = (ushort)events[i];
        }

        return new TokenPhrase(Tracks, tokens);
    }

    private TokenReader Reader()
    {
        // A reader keeps its buffers, and a thread reads thousands of files.
        var reader = lastReader;
        return reader?.Tracks == Tracks ? reader : lastReader = new TokenReader(Tracks, TokenRules.Paper(Tracks));
    }

    private static void Pack(ReadOnlySpan<ushort> tokens, IBufferWriter<byte> to)
    {
        var bytes = to.GetSpan(tokens.Length * sizeof(ushort));
        if (BitConverter.IsLittleEndian)
        {
            MemoryMarshal.AsBytes(tokens).CopyTo(bytes);
        }
        else
        {
            BinaryPrimitives.ReverseEndianness(tokens, MemoryMarshal.Cast<byte, ushort>(bytes)[..tokens.Length]);
        }

        to.Advance(tokens.Length * sizeof(ushort));
    }
}
