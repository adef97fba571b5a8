using System.Text;
using Spectre.Console;

namespace Isorhythm.Cli;

/// <summary>Everything that is written for people: standard error, one clean line at a time.</summary>
internal static class Terminal
{
    private static readonly Lazy<IAnsiConsole> Drawing = new(() => AnsiConsole.Create(new AnsiConsoleSettings
    {
        Ansi = IsWatched ? AnsiSupport.Detect : AnsiSupport.No,
        ColorSystem = IsWatched && !ColourIsUnwanted ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
        Interactive = IsWatched ? InteractionSupport.Detect : InteractionSupport.No,
        Out = new AnsiConsoleOutput(Console.Error),
    }));

    /// <summary>True when a person watches standard error: only then is anything redrawn in place.</summary>
    internal static bool IsWatched { get; } =
        !Console.IsErrorRedirected && Environment.GetEnvironmentVariable("TERM") is not "dumb";

    /// <summary>Tables, bars and live displays. Created at first use, because most verbs never draw.</summary>
    internal static IAnsiConsole Canvas => Drawing.Value;

    // https://no-color.org: set and not empty, whatever its value.
    private static bool ColourIsUnwanted => Environment.GetEnvironmentVariable("NO_COLOR") is { Length: > 0 };

    internal static void Say(string sentence) => Console.Error.WriteLine(OnOneLine(sentence));

    /// <summary>A result that a script reads as lines: standard output.</summary>
    internal static void Answer(string line) => Console.Out.WriteLine(OnOneLine(line));

    /// <summary>
    /// The text without line breaks, escape sequences or broken surrogates: a file may be called anything,
    /// and its name must neither break an error in two nor drive the terminal.
    /// </summary>
    internal static string OnOneLine(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            clean.Append(Rune.IsControl(rune) && rune.Value != '\t' ? $"\\x{rune.Value:x2}" : rune.ToString());
        }

        return clean.ToString();
    }
}
