using System.Globalization;
using System.Text;

namespace Isorhythm.Studio;

/// <summary>Names that people chose, in any script, as names that every file system takes and that lead nowhere else.</summary>
internal static class SafeFileName
{
    // File systems allow 255 bytes; the rest is for an extension, a number and the marks of a file in the making.
    private const int LongestInBytes = 120;
    private const string Forbidden = "/\\:*?\"<>|";
    private static readonly string[] WindowsDevices = ["CON", "PRN", "AUX", "NUL", "COM", "LPT"];

    /// <summary>The name without what a path could read into it; <paramref name="otherwise"/> when nothing is left.</summary>
    public static string From(string name, string otherwise)
    {
        var safe = new StringBuilder();
        var bytes = 0;
        foreach (var rune in name.EnumerateRunes())
        {
            bytes += rune.Utf8SequenceLength;
            if (bytes > LongestInBytes)
            {
                break;
            }

            safe.Append(Shown(rune) ? rune.ToString() : " ");
        }

        var trimmed = string.Join(' ', safe.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries)).Trim('.', ' ');
        return trimmed.Length == 0 ? otherwise : IsWindowsDevice(trimmed) ? $"{trimmed} {otherwise}" : trimmed;
    }

    /// <summary>The first of "name", "name 2", "name 3" ... that is not taken.</summary>
    public static string Unused(string name, Func<string, bool> taken) =>
        Enumerable.Range(1, int.MaxValue).Select(n => n == 1 ? name : $"{name} {n}").First(candidate => !taken(candidate));

    // An unpaired surrogate enumerates as the replacement character, which stands for bytes that no name can hold.
    private static bool Shown(Rune rune) =>
        rune != Rune.ReplacementChar
        && !(rune.IsAscii && Forbidden.Contains((char)rune.Value))
        && Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
            or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned);

    private static bool IsWindowsDevice(string name) =>
        WindowsDevices.Contains(name.Split('.')[0].TrimEnd(' ', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9').ToUpperInvariant());
}
