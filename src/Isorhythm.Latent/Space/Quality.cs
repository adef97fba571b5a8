using System.Numerics.Tensors;
using Isorhythm.Music;
using Isorhythm.Tensors;

namespace Isorhythm.Latent;

/// <summary>An attribute as a knob: the way of its <see cref="AttributeVector"/>, and how surely what is heard follows it.</summary>
/// <param name="Attribute">"density" or another of <see cref="Representation.Attributes"/>.</param>
/// <param name="Direction">Of length 1, <c>[Z]</c>: the vector's, or where less of the attribute is heard along it, the other way.</param>
/// <param name="Middle">How far along it the middle of the phrases lies.</param>
/// <param name="Deviation">The standard deviation of the phrases along it.</param>
/// <param name="Correlation">
/// 0..1, Pearson's r of how far a phrase's code is moved, up to two deviations either way, with how much the attribute of what is decoded changes (section 4.3 of Chen et al. 2022); in
/// a space that is written step by step, where that takes its time, of where phrases lie with what they have of the attribute.
/// </param>
public sealed record Quality(string Attribute, float[] Direction, float Middle, float Deviation, double Correlation)
{
    private const int Moves = 256;
    private const float FurthestMove = 2;

    /// <summary>The knobs of a space: an attribute that its phrases do not tell apart has none.</summary>
    internal static IReadOnlyList<Quality> Of(LatentSpace space) => [.. space.Representation.Attributes.Select(attribute => Of(space, attribute)).OfType<Quality>()];

    private static Quality? Of(LatentSpace space, PhraseAttribute attribute)
    {
        AttributeVector vector;
        try
        {
            vector = space.Attribute(attribute.Name);
        }
        catch (IsorhythmException)
        {
            return null;
        }

        var direction = (float[])vector.Direction.Clone();
        TensorPrimitives.Divide(direction, TensorPrimitives.Norm<float>(direction), direction);
        double[] along = Along(space.References, direction);
        var middle = along.Average();
        var deviation = Math.Sqrt(along.Average(place => (place - middle) * (place - middle)));
        var correlation = space.IsSmooth ? OfMoves(space, attribute, direction, (float)deviation) : OfPhrases(space, attribute, direction);
        return correlation switch
        {
            >= 0 => new(attribute.Name, direction, (float)middle, (float)deviation, correlation),
            < 0 => new(attribute.Name, Negated(direction), -(float)middle, (float)deviation, -correlation),
            _ => null,
        };
    }

    private static float[] Negated(float[] direction) => [.. direction.Select(value => -value)];

    private static double[] Along(IEnumerable<(float[] Code, Phrase Phrase)> phrases, float[] direction) =>
        [.. phrases.Select(phrase => (double)TensorPrimitives.Dot<float>(phrase.Code, direction))];

    // Draws that the vector was not made of: in hundreds of dimensions a vector fits whatever it was made of.
    private static double OfPhrases(LatentSpace space, PhraseAttribute attribute, float[] direction)
    {
        var phrases = space.Phrases.Count == 0 ? space.Draws(seed: 2) : space.References;
        return Latent.Correlation.Pearson(Along(phrases, direction), [.. phrases.Select(phrase => attribute.Of(phrase.Phrase))], [.. Enumerable.Range(0, phrases.Count)]);
    }

    private static double OfMoves(LatentSpace space, PhraseAttribute attribute, float[] direction, float deviation)
    {
        var random = new RandomStream(1, $"quality.{attribute.Name}");
        var (amounts, from, to) = (new double[Moves], new float[Moves][], new float[Moves][]);
        for (var i = 0; i < Moves; i++)
        {
            from[i] = space.References[random.Below(space.References.Count)].Code;
            amounts[i] = FurthestMove * ((2 * random.Uniform()) - 1);
            to[i] = new float[direction.Length];
            TensorPrimitives.MultiplyAdd(direction, (float)amounts[i] * deviation, from[i], to[i]);
        }

        double[] Measured(float[][] codes) => [.. space.Decode([.. codes.SelectMany(code => code)], Decoding.Usual).Select(attribute.Of)];
        double[] change = [.. Measured(to).Zip(Measured(from), (after, before) => after - before)];
        return Latent.Correlation.Pearson(amounts, change, [.. Enumerable.Range(0, Moves)]);
    }
}
