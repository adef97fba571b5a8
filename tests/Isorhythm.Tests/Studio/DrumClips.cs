using Isorhythm.Latent;
using Isorhythm.Music;

namespace Isorhythm.Tests;

/// <summary>Small drum clips of our own making, as MIDI files.</summary>
internal static class DrumClips
{
    private const double Tempo = 124;

    public static DrumGrid Grid { get; } = ((GridRepresentation)Representation.Named("drums-12x8x9")).Grid;

    /// <summary>Clips that differ in where their kicks and snares lie, two bars each.</summary>
    public static IReadOnlyList<(string Path, byte[] Bytes)> Make(int count) =>
        [.. Enumerable.Range(0, count).Select(n => ($"clips/clip {n + 1}.mid", Bytes([Phrase(n)])))];

    /// <summary>A clip of eight quarters with no note in it.</summary>
    public static byte[] Silence => Bytes([new GridPhrase(Grid, [])]);

    public static byte[] Bytes(IReadOnlyList<GridPhrase> phrases) => MidiWriter.Write(PhraseWriter.ToScore(phrases, Tempo));

    /// <summary>Four on the floor, snares that move with <paramref name="n"/>, hats on the eighths.</summary>
    public static GridPhrase Phrase(int n)
    {
        var hits = new List<Hit>();
        for (var quarter = 0; quarter < Grid.Quarters; quarter++)
        {
            var step = quarter * Grid.StepsPerQuarter;
            hits.Add(new Hit(step, 0, 1, 0));
            hits.Add(new Hit(step, 2, 0.5f, 0));
            hits.Add(new Hit(step + (Grid.StepsPerQuarter / 2), 2, 0.75f, 0));
            if (quarter % 2 == 1)
            {
                hits.Add(new Hit(step + (n % 4 * 3), 1, 0.8f, 0));
            }
        }

        return new GridPhrase(Grid, [.. hits.OrderBy(hit => hit.Step).ThenBy(hit => hit.Drum)]);
    }
}
