namespace Isorhythm.Latent;

/// <summary>A corpus file that was whole when it was opened is so no longer.</summary>
internal sealed class CorpusChangedException(string message, Exception? innerException = null) : IsorhythmException(message, innerException!);
