using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Isorhythm.Music;

/// <summary>
/// How music becomes tokens: tracks of one state a step, on one grid of sixteenths. Melodies, drums and trios of Roberts et al. 2018 are
/// such, and the bands of Valenti et al. 2020. Immutable; equal when the names are.
/// </summary>
public sealed partial record TokenTracks
{
    /// <summary>Steps in a quarter.</summary>
    public const int StepsPerQuarter = 4;

    /// <summary>The most bars that a phrase can have.</summary>
    public const int LargestBars = 64;

    private const int LargestStepsPerBar = 64;

    private static readonly TokenTrack Melody = new("melody", Vocabulary.Melody90, 0, 0);
    private static readonly TokenTrack Solo = Melody with { Name = "solo" };
    private static readonly TokenTrack Bass = new("bass", Vocabulary.Melody90, 1, 33);
    private static readonly TokenTrack Drums = new("drums", Vocabulary.Drums512, Note.DrumChannel, 0);

    // What stands before the bars in a name, and what stands behind them.
    private static readonly ImmutableArray<(string Kind, string States, ImmutableArray<TokenTrack> Tracks)> Kinds =
    [
        ("melody", "", [Melody]),
        ("melody", "-130", [With130(Melody)]),
        ("solo", "", [Solo]),
        ("solo", "-130", [With130(Solo)]),
        ("drums", "", [Drums]),
        ("trio", "", [Melody, Bass, Drums]),
        ("trio", "-130", [With130(Melody), With130(Bass), Drums]),
        ("band", "",
        [
            Drums with { Vocabulary = Vocabulary.BandDrums130 },
            Bass with { Vocabulary = Vocabulary.Band130 },
            new("guitar", Vocabulary.Band130, 0, 24),
            new("strings", Vocabulary.Band130, 2, 48),
        ]),
    ];

    private TokenTracks(string name, ImmutableArray<TokenTrack> tracks, int bars, Meter meter)
    {
        (Name, Tracks, Bars, Meter) = (name, tracks, bars, meter);
        StepsPerBar = StepsPerQuarter * 4 * meter.Numerator / meter.Denominator;
    }

    /// <summary>The representations of the papers' models.</summary>
    public static ImmutableArray<TokenTracks> All { get; } =
        [.. new[] { "melody-2bar", "melody-16bar", "drums-2bar", "drums-16bar", "trio-16bar", "band-2bar", "band-16bar" }.Select(Named)];

    /// <summary>"melody-2bar", "solo-4bar", "band-2bar"; "melody-2bar-130" with the paper's 130 states, "melody-2bar-3-4" in 3/4.</summary>
    public string Name { get; }

    /// <summary>The tracks in the order of a phrase's rows.</summary>
    public ImmutableArray<TokenTrack> Tracks { get; }

    /// <summary>Bars in a phrase.</summary>
    public int Bars { get; }

    /// <summary>The metre of the bars.</summary>
    public Meter Meter { get; }

    /// <summary>Whether it is a band of MusAE: drums, bass, guitar and strings, whose steps say what sounds on them.</summary>
    public bool IsBand => Tracks[0].Vocabulary.SaysRests;

    /// <summary>Steps in a bar.</summary>
    public int StepsPerBar { get; }

    /// <summary>Steps in a beat: a quarter in 4/4, three eighths in 6/8.</summary>
    public int StepsPerBeat => Math.Max(1, StepsPerQuarter * 4 * (IsCompound(Meter) ? 3 : 1) / Meter.Denominator);

    /// <summary>Steps in a phrase.</summary>
    public int Steps => Bars * StepsPerBar;

    /// <summary>Tokens in a phrase: tracks times steps.</summary>
    public int Width => Tracks.Length * Steps;

    /// <summary>How long a phrase lasts.</summary>
    public Quarters Length => new((double)Steps / StepsPerQuarter);

    /// <summary>The representation of that name: kind, bars (1 to 64), and behind them "-130" and a metre where they are not the usual ones.</summary>
    /// <exception cref="ArgumentException">There is none; the message lists what there is.</exception>
    public static TokenTracks Named(string name)
    {
        var parts = NamePattern().Match(name);
        var (kind, states) = (parts.Groups["kind"].Value, parts.Groups["states"].Value);
        var tracks = Kinds.FirstOrDefault(one => one.Kind == kind && one.States == states).Tracks;
        if (tracks.IsDefault || Number(parts, "bars") is not (>= 1 and <= LargestBars and var bars) || MeterOf(parts) is not { } meter)
        {
            throw new ArgumentException(
                $"There is no token representation \"{name}\": choose melody-2bar, melody-16bar, drums-2bar, drums-16bar, trio-16bar, band-2bar or band-16bar, with any number of bars from 1 to {LargestBars}, and behind them -130 for melodies of 130 states or a metre (melody-2bar-3-4); a melody on any instrument is a solo (solo-4bar).",
                nameof(name));
        }

        var inMeter = meter == Meter.Common ? "" : $"-{meter.Numerator}-{meter.Denominator}";
        return new TokenTracks($"{kind}-{bars}bar{states}{inMeter}", tracks, bars, meter);
    }

    /// <summary>Whether music of a metre can be read: its bars are as long, and its beats are divided in two or in three alike (so 2/2 is 4/4, but 6/8 is not 3/4).</summary>
    public bool Holds(Meter meter) => meter.Bar == Meter.Bar && IsCompound(meter) == IsCompound(Meter);

    /// <summary>The phrases of a score by <see cref="TokenRules.Paper"/>, in order, and why the rest gave none.</summary>
    public Extraction Read(Score score) => new TokenReader(this, TokenRules.Paper(this)).Read(score);

    /// <inheritdoc/>
    public bool Equals(TokenTracks? other) => other is not null && Name == other.Name;

    /// <inheritdoc/>
    public override int GetHashCode() => Name.GetHashCode(StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => Name;

    private static TokenTrack With130(TokenTrack track) => track with { Vocabulary = Vocabulary.Melody130 };

    private static bool IsCompound(Meter meter) => meter.Numerator > 3 && meter.Numerator % 3 == 0;

    private static Meter? MeterOf(Match parts)
    {
        if (!parts.Groups["beats"].Success)
        {
            return Meter.Common;
        }

        var (beats, beat) = (Number(parts, "beats"), Number(parts, "beat"));
        var steps = StepsPerQuarter * 4 * beats / Math.Max(1, beat);
        var isWhole = beat is >= 1 and <= MeterMap.LargestDenominator && int.IsPow2(beat) && steps * beat == StepsPerQuarter * 4 * beats;
        return isWhole && steps is >= 1 and <= LargestStepsPerBar ? new Meter(default, beats, beat) : null;
    }

    private static int Number(Match parts, string group) =>
        parts.Groups[group].Success ? int.Parse(parts.Groups[group].ValueSpan, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex(@"\A(?<kind>[a-z]+)-(?<bars>[0-9]{1,2})bar(?<states>-130)?(?:-(?<beats>[0-9]{1,2})-(?<beat>[0-9]{1,2}))?\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex NamePattern();
}
