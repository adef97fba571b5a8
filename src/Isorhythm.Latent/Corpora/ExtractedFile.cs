using Isorhythm.Music;

namespace Isorhythm.Latent;

/// <summary>What one MIDI file gave.</summary>
/// <param name="Path">The path as the source gave it.</param>
/// <param name="Phrases">Its phrases.</param>
/// <param name="Reasons">Why the rest of it gave none; never empty where there is no phrase.</param>
internal sealed record ExtractedFile(string Path, PackedPhrases Phrases, IReadOnlyList<ReasonCount> Reasons)
{
    /// <summary>Reads a file. Nothing in it makes this throw.</summary>
    internal static ExtractedFile Read(MidiSource source, Representation representation) =>
        ReadUpTo(long.MaxValue, source, representation, new PackedPhrases())!;

    /// <summary>Reads a file into empty <paramref name="phrases"/>; null where it has more bytes than <paramref name="largest"/>.</summary>
    internal static ExtractedFile? ReadUpTo(long largest, MidiSource source, Representation representation, PackedPhrases phrases)
    {
        var reasons = new List<ReasonCount>();
        try
        {
            var bytes = source.Read();
            if (bytes.Length > largest)
            {
                return null;
            }

            var reading = MidiReader.Read(bytes.Span);
            reasons.AddRange(reading.Faults.Take(1).Select(fault => new ReasonCount(fault.Detail, 1)));
            if (reading.Score is { } score)
            {
                reasons.AddRange(representation.PackAll(score, phrases).Select(rejection => new ReasonCount(rejection.Reason, rejection.Count)));
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            reasons.Add(new ReasonCount($"cannot be read: {error.Message.TrimEnd('.')}", 1));
        }

        if (phrases.Count == 0 && reasons.Count == 0)
        {
            reasons.Add(new ReasonCount("nothing to read", 1));
        }

        return new ExtractedFile(source.Path, phrases, reasons);
    }
}
