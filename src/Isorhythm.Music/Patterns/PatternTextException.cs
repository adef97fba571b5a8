namespace Isorhythm.Music;

/// <summary>Pattern text that cannot be read. The message is one sentence: file and line, what is wrong, what to write instead.</summary>
public sealed class PatternTextException : FormatException
{
    /// <summary>An empty fault.</summary>
    public PatternTextException()
    {
    }

    /// <summary>A fault told in one sentence.</summary>
    public PatternTextException(string message)
        : base(message)
    {
    }

    /// <summary>A fault told in one sentence, with what caused it.</summary>
    public PatternTextException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
