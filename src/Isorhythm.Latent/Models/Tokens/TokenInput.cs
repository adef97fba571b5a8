using Isorhythm.Music;
using Isorhythm.Tensors;

namespace Isorhythm.Latent;

/// <summary>
/// What an encoder sees of a step: the one-hot token of each track, side by side; of a track of drums alone its drums, and a column for
/// silence.
/// </summary>
internal static class TokenInput
{
    internal static int Width(TokenTracks tracks) => IsRoll(tracks) ? DrumColumns(tracks.Tracks[0].Vocabulary) : tracks.Tracks.Sum(track => track.Vocabulary.Size);

    internal static StepInput[] Of(TokenWorkspace work, TokenTracks tracks, int segments) => IsRoll(tracks)
        ? [StepInput.Sequence(work.Roll(0, segments))]
        : [.. tracks.Tracks.Select((track, i) => StepInput.OneHot(work.Sequence(i, segments), track.Vocabulary.Size))];

    /// <summary>Whether a step is seen as its drums.</summary>
    internal static bool IsRoll(TokenTracks tracks) => tracks.Tracks is [{ IsDrums: true }];

    /// <summary>A column a drum, and one for silence.</summary>
    internal static int DrumColumns(Vocabulary vocabulary) => int.Log2(vocabulary.Size) + 1;

    /// <summary>Writes 1 in the columns of the drums that a token is the set of, or in that of silence.</summary>
    internal static void WriteDrums(int token, Span<float> columns)
    {
        for (var drum = 0; drum < columns.Length - 1; drum++)
        {
            columns[drum] = (token >> drum) & 1;
        }

        columns[^1] = token == 0 ? 1 : 0;
    }
}
