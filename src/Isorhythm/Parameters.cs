using System.CommandLine;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Isorhythm.Latent;

namespace Isorhythm.Cli;

/// <summary>The arguments and options that several verbs share: one name, one meaning, one range.</summary>
internal static class Parameters
{
    internal const ulong DefaultSeed = 1;

    internal static Argument<string> Model() => new("MODEL") { Description = $"the model's folder, or {ShippedModels.Usual}, which comes with the program" };

    internal static Argument<string> MidiFile(string name) => new(name) { Description = "a MIDI file" };

    internal static Option<string> Out(string helpName, string description) =>
        new("--out") { Required = true, HelpName = helpName, Description = description };

    internal static Option<bool> Json() =>
        new("--json") { Description = "write the result as one JSON value on standard output" };

    internal static Option<ulong?> Seed() =>
        Checked("--seed", "N", $"the same seed gives the same result ({DefaultSeed})", "a whole number from 0 up", word =>
            ulong.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var seed) ? seed : (ulong?)null);

    /// <summary>A whole number from <paramref name="least"/> to <paramref name="most"/>.</summary>
    internal static Option<int?> Whole(string name, string description, int least, int most = int.MaxValue) =>
        Checked(name, "N", description, $"a whole number from {least} " + (most == int.MaxValue ? "up" : $"to {most}"), word =>
            int.TryParse(word, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && number >= least && number <= most
                ? number
                : (int?)null);

    /// <summary>A number from <paramref name="least"/> to <paramref name="most"/>.</summary>
    internal static Option<float?> Real(string name, string helpName, string description, float least, float most) =>
        Checked(name, helpName, description, $"a number from {least} to {most}", word =>
            float.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
                ? number
                : (float?)null);

    /// <summary>A length of time: 90s, 10m, 2h; at most a year.</summary>
    internal static Option<TimeSpan?> Duration(string name, string description) =>
        Checked(name, "TIME", description, "a length of time such as 90s, 10m or 2h", ParseDuration);

    /// <summary>An address of the web without a path.</summary>
    internal static Option<Uri?> Web(string name, string description) => new(name)
    {
        HelpName = "URL",
        Description = description,
        CustomParser = given =>
        {
            var word = given.Tokens.Count == 1 ? given.Tokens[0].Value : "";
            if (Uri.TryCreate(word, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" && address.PathAndQuery == "/")
            {
                return address;
            }

            given.AddError($"'{word}' for {name} is not an address such as http://jam.example:8080");
            return null;
        },
    };

    /// <summary>A UDP port, on this machine unless an address is given before it.</summary>
    internal static Option<IPEndPoint?> UdpPort(string name, string description) => new(name)
    {
        HelpName = "[ADDRESS:]PORT",
        Description = description,
        CustomParser = given =>
        {
            var word = given.Tokens.Count == 1 ? given.Tokens[0].Value : "";
            if (IPEndPoint.TryParse(word.Contains(':') ? word : $"{IPAddress.Loopback}:{word}", out var port) && port.Port > 0
                && port.AddressFamily == AddressFamily.InterNetwork)
            {
                return port;
            }

            given.AddError($"'{word}' for {name} is not a port from 1 to 65535, or an address and a port such as 192.168.1.7:9000");
            return null;
        },
    };

    private static TimeSpan? ParseDuration(string word)
    {
        double? secondsEach = word.Length < 2 ? null : word[^1] switch { 's' => 1, 'm' => 60, 'h' => 3600, _ => null };
        const double longestSeconds = 365 * 24 * 3600;
        return secondsEach is { } each
            && double.TryParse(word.AsSpan(0, word.Length - 1), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var count)
            && count > 0 && count * each <= longestSeconds
                ? TimeSpan.FromSeconds(count * each)
                : null;
    }

    private static Option<T?> Checked<T>(string name, string helpName, string description, string expected, Func<string, T?> parse)
        where T : struct =>
        new(name)
        {
            HelpName = helpName,
            Description = description,
            CustomParser = result =>
            {
                var word = result.Tokens.Single().Value;
                if (parse(word) is { } value)
                {
                    return value;
                }

                result.AddError($"'{word}' for {name} is not {expected}");
                return null;
            },
        };
}
