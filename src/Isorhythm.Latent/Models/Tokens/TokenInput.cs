using Isorhythm.Music;
using Isorhythm.Tensors;

namespace Isorhythm.Latent;

/// <summary>
/// What an encoder sees of a step: the one-hot token of each track, side by side; of a track of drums alone its drums, and a column for
/// silence.
/// </summary>
internal static class TokenInput
{
    internal static int Width(TokenTracks tracks) => IsRoll(tracks)
        ? int.Log2(tracks.Tracks[0].Vocabulary.Size) + 1
        : tracks.Tracks.Sum(track => track.Vocabulary.Size);

    internal static StepInput[] Of(TokenWorkspace work, TokenTracks tracks, int segments) => IsRoll(tracks)
        ? [StepInput.Sequence(work.Roll(0, segments))]
        : [.. tracks.Tracks.Select((track, i) => StepInput.OneHot(work.Sequence(i, segments), track.Vocabulary.Size))];

    private static bool IsRoll(TokenTracks tracks) => tracks.Tracks is [{ IsDrums: true }];
}
