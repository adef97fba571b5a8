using System.Numerics.Tensors;
using Isorhythm.Music;

namespace Isorhythm.Latent;

/// <summary>
/// From the logits of all steps of a track to its tokens. Given the code the steps are independent, but not every sequence of tokens is music: only a note
/// that sounds can hold or end. So a track is a chain of two states, silence and a note that sounds. Its likeliest sequence is found by Viterbi's recursion
/// (Viterbi 1967), from the last step to the first; a drawn one is of the model's distribution given that it is music (the same recursion with sums).
/// </summary>
internal static class TokenSequence
{
    /// <summary>The likeliest sequence at temperature 0, else one drawn from softmax(logits / temperature).</summary>
    /// <param name="logits">Of every step, <c>[T, K]</c>; used up.</param>
    /// <param name="vocabulary">The track's K tokens.</param>
    /// <param name="temperature">0 or more.</param>
    /// <param name="uniforms">A number of 0..1 for each step, <c>[T]</c>; not read at temperature 0.</param>
    /// <param name="tokens">Receives the tokens, <c>[T]</c>.</param>
    internal static void Choose(Span<float> logits, Vocabulary vocabulary, float temperature, ReadOnlySpan<float> uniforms, Span<ushort> tokens)
    {
        var isDrawn = temperature > 0;
        if (isDrawn)
        {
            TensorPrimitives.Multiply(logits, 1 / temperature, logits);
        }

        var gains = Gains(logits, vocabulary, tokens.Length, isDrawn);                               // [T + 1]
        var sounds = false;
        for (var step = 0; step < tokens.Length; step++)
        {
            var row = logits.Slice(step * vocabulary.Size, vocabulary.Size);
            Weigh(row, vocabulary, sounds, gains[step + 1]);
            var token = TokenChoice.Choose(row, isDrawn ? 1 : 0, isDrawn ? uniforms[step] : 0);
            tokens[step] = (ushort)token;
            sounds = !vocabulary.IsDrums && (token >= Vocabulary.FirstPitch || (sounds && token == Vocabulary.Hold));
        }
    }

    /// <summary>How much likelier, as a logarithm, the steps from each one on are after a note that sounds than after silence, <c>[T + 1]</c>.</summary>
    private static float[] Gains(ReadOnlySpan<float> logits, Vocabulary vocabulary, int steps, bool isDrawn)
    {
        var gains = new float[steps + 1];
        for (var step = steps - 1; step >= 0 && !vocabulary.IsDrums; step--)
        {
            var row = logits.Slice(step * vocabulary.Size, vocabulary.Size);
            var pitch = Join(row[Vocabulary.FirstPitch..], isDrawn) + gains[step + 1];
            var afterNote = Join([pitch, row[Vocabulary.Hold] + gains[step + 1], row[Vocabulary.Off]], isDrawn);
            var afterSilence = Join([pitch, row[vocabulary.Silence]], isDrawn);
            gains[step] = afterNote - afterSilence;
        }

        return gains;
    }

    /// <summary>The best of several ways to go on, or where one is drawn the sum of them all; all as logarithms.</summary>
    private static float Join(ReadOnlySpan<float> ways, bool isDrawn)
    {
        var best = TensorPrimitives.Max(ways);
        return isDrawn ? best + MathF.Log(SumExp(ways, best)) : best;
    }

    private static float SumExp(ReadOnlySpan<float> values, float highest)
    {
        Span<float> exp = stackalloc float[values.Length];
        TensorPrimitives.Subtract(values, highest, exp);
        TensorPrimitives.Exp(exp, exp);
        return TensorPrimitives.Sum<float>(exp);
    }

    /// <summary>Adds to each token of a step what the steps after it gain, and rules out those that say nothing here.</summary>
    private static void Weigh(Span<float> row, Vocabulary vocabulary, bool sounds, float gain)
    {
        if (vocabulary.Kit is not null)
        {
            return;
        }

        var pitches = row[Vocabulary.FirstPitch..];
        TensorPrimitives.Add(pitches, gain, pitches);
        if (sounds)
        {
            row[Vocabulary.Hold] += gain;
        }
        else
        {
            row[vocabulary.Silence == Vocabulary.Hold ? Vocabulary.Off : Vocabulary.Hold] = float.NegativeInfinity;
        }
    }
}
