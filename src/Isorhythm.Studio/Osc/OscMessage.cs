namespace Isorhythm.Studio;

/// <summary>A message of OSC 1.0.</summary>
/// <param name="Address">Begins with a slash.</param>
/// <param name="Arguments">Of the types <see cref="int"/> (i), <see cref="float"/> (f), <see cref="string"/> (s), <see cref="byte"/>[] (b), <see cref="bool"/> (T, F),
/// null (N), <see cref="double"/> (d) and <see cref="long"/> (h).</param>
/// <param name="TimeTag">When it is meant, in NTP's 32.32 seconds since 1900, where it came in a bundle; <see cref="AtOnce"/> otherwise.</param>
internal sealed record OscMessage(string Address, IReadOnlyList<object?> Arguments, ulong TimeTag = OscMessage.AtOnce)
{
    public const ulong AtOnce = 1;

    /// <summary>The arguments that are numbers, in their order; true is 1 and false is 0.</summary>
    public IEnumerable<double> Numbers => Arguments.Select(argument => argument switch
    {
        int whole => whole,
        long whole => whole,
        float real => real,
        double real => real,
        bool yes => yes ? 1 : 0,
        _ => (double?)null,
    }).OfType<double>();

    /// <summary>The arguments that are words, in their order.</summary>
    public IEnumerable<string> Words => Arguments.OfType<string>();
}
