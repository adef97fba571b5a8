using Microsoft.AspNetCore.Http.Metadata;

namespace Isorhythm.Studio;

/// <summary>How much an endpoint reads where it is more than <see cref="Usual"/>.</summary>
internal sealed class BodyLimit(long bytes) : IRequestSizeLimitMetadata
{
    /// <summary>What every other endpoint reads at most: a pattern is a few thousand bytes.</summary>
    public const long Usual = 1L << 20;

    public long? MaxRequestBodySize => bytes;
}
