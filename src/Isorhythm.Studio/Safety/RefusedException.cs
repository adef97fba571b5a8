namespace Isorhythm.Studio;

/// <summary>A request that is refused: the status it gets, and one sentence that says what to do instead.</summary>
#pragma warning disable CA1032, RCS1194 // Only ever made with both: the usual constructors would make one without.
internal sealed class RefusedException(int status, string sentence) : Exception(sentence)
#pragma warning restore CA1032, RCS1194
{
    public int Status { get; } = status;
}
