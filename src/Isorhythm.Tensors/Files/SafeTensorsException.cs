namespace Isorhythm.Tensors;

/// <summary>A safetensors file is broken or holds something else than was asked for. The message is one sentence for people.</summary>
public sealed class SafeTensorsException : Exception
{
    /// <summary>Without a message.</summary>
    public SafeTensorsException()
    {
    }

    /// <summary>With one sentence that says what is wrong.</summary>
    public SafeTensorsException(string message)
        : base(message)
    {
    }

    /// <summary>With one sentence that says what is wrong, and its cause.</summary>
    public SafeTensorsException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
