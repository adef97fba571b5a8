namespace Isorhythm.Latent;

/// <summary>
/// Something that a person asked for cannot be done. The message is one sentence for them: what is wrong, where, and what to do.
/// </summary>
public class IsorhythmException : Exception
{
    /// <summary>An error without a sentence: never thrown by this library.</summary>
    public IsorhythmException()
    {
    }

    /// <summary>An error with its sentence.</summary>
    public IsorhythmException(string message)
        : base(message)
    {
    }

    /// <summary>An error with its sentence and the failure under it.</summary>
    public IsorhythmException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
