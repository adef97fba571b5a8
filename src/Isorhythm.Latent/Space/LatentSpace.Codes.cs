using System.Numerics.Tensors;
using Isorhythm.Music;
using Isorhythm.Tensors;

namespace Isorhythm.Latent;

/// <content>Codes made of nothing, or of other codes.</content>
public partial class LatentSpace
{
    /// <summary>Codes drawn from the prior with its deviation scaled: 0 is the middle of the space, 1 the prior itself.</summary>
    public float[][] Sample(int count, float temperature, ulong seed)
    {
        var work = pool.Take();
        var codes = model.Prior.Sample(work.Tape, count, temperature, new RandomStream(seed, "sample"));
        pool.Give(work);
        return codes;
    }

    /// <summary>Codes from a to b, both included, at even distances.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than two points.</exception>
    /// <exception cref="IsorhythmException">A geodesic is asked for, and the model writes step by step.</exception>
    public float[][] Interpolate(ReadOnlySpan<float> a, ReadOnlySpan<float> b, int points, InterpolationPath path)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(points, 2);
        CheckCodes(a);
        CheckCodes(b);
        if (path == InterpolationPath.Geodesic)
        {
            return Observed.Evenly(graph.Value.Geodesic(a.ToArray(), b.ToArray()).Codes, points);
        }

        var codes = new float[points][];
        for (var i = 0; i < points; i++)
        {
            codes[i] = Interpolation.Between(a, b, i / (points - 1f), path);
        }

        return codes;
    }

    /// <summary>
    /// The vector of an attribute, "density" or another of <see cref="Representation.Attributes"/>, over the phrases that training saw, or draws from the prior where the
    /// model came without them: add some of it to a code for more of the attribute, or take some away.
    /// </summary>
    /// <exception cref="IsorhythmException">There is no such attribute, or the model's phrases do not tell.</exception>
    public AttributeVector Attribute(string name) => attributes.GetOrAdd(name, _ =>
    {
        var attribute = Representation.Attributes.FirstOrDefault(one => one.Name == name)
            ?? throw new IsorhythmException(
                $"{Name} knows no attribute \"{name}\": choose one of {string.Join(", ", Representation.Attributes.Select(one => one.Name))}.");
        return AttributeVector.Of(name, [.. References.Select(one => (one.Code, attribute.Of(one.Phrase)))]);
    });

    /// <summary>What attributes are told from: the phrases that training saw, or draws from the prior where the model came without them.</summary>
    internal IReadOnlyList<(float[] Code, Phrase Phrase)> References => references.Value;

    /// <summary>Draws from the prior, with what they decode to.</summary>
    internal IReadOnlyList<(float[] Code, Phrase Phrase)> Draws(ulong seed)
    {
        var codes = Sample(DrawsForPhrases, temperature: 1, seed);
        return [.. codes.Zip(Decode([.. codes.SelectMany(code => code)], Decoding.Usual))];
    }

    /// <summary>The mean of codes: what several phrases have in common.</summary>
    /// <exception cref="ArgumentException">There is none, or one is of another space.</exception>
    public float[] Mean(params IReadOnlyList<float[]> codes)
    {
        if (codes.Count == 0)
        {
            throw new ArgumentException("There is no mean of no codes.", nameof(codes));
        }

        var mean = new float[Dimensions];
        foreach (var code in codes)
        {
            CheckCodes(code);
            TensorPrimitives.Add(mean, code, mean);
        }

        TensorPrimitives.Divide(mean, codes.Count, mean);
        return mean;
    }

    /// <summary>Codes like a code: on the sphere's path from it to draws from the prior, 0 the code itself, 1 anything.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The distance does not lie in 0..1.</exception>
    public float[][] Similar(ReadOnlySpan<float> code, int count, float distance, ulong seed)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(distance);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(distance, 1);
        CheckCodes(code);
        var similar = Sample(count, 1, seed);
        for (var i = 0; i < count; i++)
        {
            similar[i] = Interpolation.Between(code, similar[i], distance, InterpolationPath.Slerp);
        }

        return similar;
    }

    /// <summary>
    /// A code <c>[Z]</c> near a code: drawn from the Gaussian round it, as the machine's answers of Chen et al. 2022 (section 4.4) are. The same
    /// seed gives the same step away from any code.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The deviation is negative.</exception>
    public float[] Near(ReadOnlySpan<float> code, float deviation, ulong seed)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(deviation);
        CheckCodes(code);
        var near = new float[code.Length];
        new RandomStream(seed, "near").Normal(near, mean: 0, deviation);
        TensorPrimitives.Add(near, code, near);
        return near;
    }

    /// <summary>Whether the space has a <see cref="Style"/>.</summary>
    public bool HasGenres => model.Prior is FlowerPrior;

    /// <summary>The genres of the space.</summary>
    /// <exception cref="IsorhythmException">It has none.</exception>
    public Style Style => model.Prior is FlowerPrior flower
        ? new(Name, flower, Recipe.Prior.GenreNames)
        : throw new IsorhythmException($"{Name} knows no genres: train a recipe with a flower (musae-2bar) on a corpus with tags.");

    /// <summary>The phrase whose tracks are each of a code of its own, <c>[Z]</c> each: the drums of one, the bass of another.</summary>
    /// <exception cref="ArgumentException">There are not as many codes as tracks.</exception>
    /// <exception cref="IsorhythmException">The space is not of tracks.</exception>
    public TokenPhrase Blend(params IReadOnlyList<float[]> codeOfTrack)
    {
        if (Representation is not TokenRepresentation { Tracks: var tracks })
        {
            throw new IsorhythmException($"{Name} has no tracks to blend: it is of {Representation.Name}.");
        }

        if (codeOfTrack.Count != tracks.Tracks.Length)
        {
            throw new ArgumentException($"{codeOfTrack.Count} codes are not one for each of {tracks.Tracks.Length} tracks.", nameof(codeOfTrack));
        }

        var phrases = Decode([.. codeOfTrack.SelectMany(code => code)], Decoding.Usual);
        return new TokenPhrase(tracks, [.. phrases.Index().SelectMany(phrase =>
            ((TokenPhrase)phrase.Item).Tokens.AsSpan(phrase.Index * tracks.Steps, tracks.Steps).ToArray())]);
    }
}
