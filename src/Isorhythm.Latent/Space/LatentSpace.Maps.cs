using System.Numerics.Tensors;

namespace Isorhythm.Latent;

/// <content>The planes and axes in which a space is seen and turned.</content>
public partial class LatentSpace
{
    /// <summary>Principal axes that can be turned: beyond them little is heard.</summary>
    private const int MostAxes = 10;

    /// <summary>Enough to tell attributes from, where the model came without phrases.</summary>
    private const int DrawsForPhrases = 256;

    /// <summary>A correlation below this says nothing of an axis.</summary>
    private const double LeastCorrelation = 0.25;

    /// <summary>The plane that is drawn and played unless another is asked for.</summary>
    public LatentMap Map => map.Value;

    /// <summary>The three dimensions that are shown where one sees more than a plane.</summary>
    public SpatialView View => view.Value;

    /// <summary>The plane in which the phrases differ most.</summary>
    public LatentMap MapOfPrincipalAxes() => LatentMap.OfPrincipalAxes(this);

    /// <summary>The plane of two attributes: to the right there is more of the first, upwards of the second.</summary>
    /// <exception cref="IsorhythmException">There is no such attribute, or the phrases do not tell the two apart.</exception>
    public LatentMap MapOfAttributes(string right, string up) => LatentMap.OfAttributes(this, right, up);

    /// <summary>The plane through three codes <c>[Z]</c>.</summary>
    /// <exception cref="IsorhythmException">They lie on one line.</exception>
    public LatentMap MapOfCorners(float[] a, float[] b, float[] c)
    {
        CheckCodes([.. a, .. b, .. c]);
        return LatentMap.OfCorners(this, a, b, c);
    }

    /// <summary>The directions in which the phrases differ, those of the most first, at most ten; the first dimensions of a model that came without phrases.</summary>
    public IReadOnlyList<PrincipalAxis> Axes => axes.Value;

    /// <summary>The attributes that can be turned like a knob, each with how surely it does what it says.</summary>
    public IReadOnlyList<Quality> Qualities => qualities.Value;

    internal PrincipalComponents Principal => principal.Value;

    private PrincipalAxis[] PlainAxes(int count) => [.. Enumerable.Range(0, count).Select(i =>
    {
        var direction = new float[Dimensions];
        direction[i] = 1;
        return new PrincipalAxis(direction, Middle: 0, Deviation: 1, Attribute: null, Correlation: 0);
    })];

    private PrincipalAxis AxisOf(int index)
    {
        var direction = Principal.Axes[index];
        double[] along = [.. Phrases.Select(phrase => (double)TensorPrimitives.Dot<float>(phrase.Code, direction))];
        int[] all = [.. Enumerable.Range(0, along.Length)];
        var (name, correlation) = attributeValues.Value.Select(attribute => (attribute.Name, R: Correlation.Pearson(along, attribute.Values, all)))
            .Where(attribute => double.IsFinite(attribute.R)).OrderByDescending(attribute => Math.Abs(attribute.R)).FirstOrDefault();
        var tells = Math.Abs(correlation) >= LeastCorrelation;
        return new(direction, TensorPrimitives.Dot<float>(Principal.Mean, direction), Principal.Deviations[index], tells ? name : null, tells ? correlation : 0);
    }
}
