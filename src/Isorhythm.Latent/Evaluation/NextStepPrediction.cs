using System.Numerics.Tensors;
using Isorhythm.Music;

namespace Isorhythm.Latent;

/// <summary>What a token model expects of each step when the true tokens stand before it: teacher forcing.</summary>
/// <param name="Likeliest">The likeliest tokens of each phrase, a window a track.</param>
/// <param name="Certainty">The probability of the true tokens, by phrase and track, a mean over the steps: what drawing them gets right.</param>
internal sealed record NextStepPrediction(ushort[][][] Likeliest, double[][] Certainty)
{
    internal static NextStepPrediction Of(LatentSpace space, ReadOnlySpan<float> codes, IReadOnlyList<Phrase> phrases)
    {
        var tracks = ((TokenPhrase)phrases[0]).Tracks;
        ushort[][][] likeliest = [.. phrases.Select(_ => tracks.Tracks.Select(_ => new ushort[tracks.Steps]).ToArray())];
        double[][] certainty = [.. phrases.Select(_ => new double[tracks.Tracks.Length])];
        space.Follow(codes, phrases, (step, track, i, logits) =>
        {
            var truth = ((TokenPhrase)phrases[i]).Track(track)[step];
            likeliest[i][track][step] = (ushort)TensorPrimitives.IndexOfMax<float>(logits);
            TensorPrimitives.SoftMax(logits, logits);
            certainty[i][track] += (double)logits[truth] / tracks.Steps;
        });
        return new(likeliest, certainty);
    }
}
