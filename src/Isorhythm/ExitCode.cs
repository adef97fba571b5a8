namespace Isorhythm.Cli;

/// <summary>What the program tells the shell: scripts rely on these four numbers.</summary>
internal static class ExitCode
{
    internal const int Done = 0;
    internal const int Failed = 1;
    internal const int AskedWrongly = 2;

    /// <summary>Stopped by Ctrl-C or by SIGTERM, with the work saved: 128 + SIGINT, as shells count it.</summary>
    internal const int Interrupted = 130;
}

/// <summary>The question itself is wrong (an unknown name, a value out of range), whatever lies on the disk: exit code 2.</summary>
internal sealed class AskedWronglyException(string sentence) : Exception(sentence);
