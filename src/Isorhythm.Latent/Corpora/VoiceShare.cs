namespace Isorhythm.Latent;

/// <summary>How much of a corpus a drum or a track plays.</summary>
/// <param name="Name">The drum or track.</param>
/// <param name="Notes">Its notes.</param>
/// <param name="Share">Its notes as a share of all, 0..1.</param>
public sealed record VoiceShare(string Name, long Notes, double Share)
{
    internal static IReadOnlyList<VoiceShare> Of(IReadOnlyList<string> names, long[] notes)
    {
        double all = Math.Max(1, notes.Sum());
        return [.. names.Zip(notes, (name, count) => new VoiceShare(name, count, count / all))];
    }
}
