using Isorhythm.Latent;
using Isorhythm.Music;

namespace Isorhythm.Cli;

/// <summary>A MIDI file seen through a model's representation.</summary>
internal static class PhraseFile
{
    /// <summary>The phrases that <paramref name="space"/> can encode, in the order of the file; at least one.</summary>
    /// <exception cref="IsorhythmException">The file is missing, is not MIDI, or gives no phrase: the sentence says why.</exception>
    internal static IReadOnlyList<Phrase> Read(string path, LatentSpace space)
    {
        if (Directory.Exists(path))
        {
            throw new IsorhythmException($"{path} is a folder: name the MIDI files in it.");
        }

        var reading = MidiReader.Read(Bytes(path).Span);
        var extraction = reading.Score is { } score ? space.Representation.ReadWhole(score) : new Extraction([], []);
        var reasons = reading.Faults.Take(1).Select(fault => fault.Detail).Concat(extraction.Rejections.Select(rejection => rejection.Reason));
        return extraction.Phrases.Count > 0
            ? [.. extraction.Phrases.Select(found => found.Phrase)]
            : throw new IsorhythmException($"{path} gives no phrase for {space.Name}: {string.Join("; ", reasons.DefaultIfEmpty("nothing to read"))}.");
    }

    private static ReadOnlyMemory<byte> Bytes(string path)
    {
        try
        {
            return MidiSource.Under(path)[0].Read();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new IsorhythmException($"{path} cannot be read: {error.Message.TrimEnd('.')}.", error);
        }
    }
}
