using System.Text;
using Isorhythm.Latent;

namespace Isorhythm.Cli;

/// <summary>Files that a verb leaves: each is whole or absent, never half written.</summary>
internal static class OutputFile
{
    internal static void Write(string path, string text) => Write(path, Encoding.UTF8.GetBytes(text));

    /// <summary>Writes beside the target and renames, so that an earlier file of that name is lost only to a whole new one.</summary>
    /// <exception cref="IsorhythmException">The disk is full, the folder is read-only, ...: one sentence.</exception>
    internal static void Write(string path, ReadOnlySpan<byte> bytes)
    {
        var beside = path + $".{Environment.ProcessId}.part";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            File.WriteAllBytes(beside, bytes);
            File.Move(beside, path, overwrite: true);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            Remove(beside);
            throw new IsorhythmException(
                $"{path} cannot be written ({failure.Message.TrimEnd('.')}): free some space or choose another place.", failure);
        }
    }

    /// <summary>A MIDI file made from another is one by its name, and never takes its place.</summary>
    /// <exception cref="AskedWronglyException">The target is no MIDI file name, or the original.</exception>
    internal static void RefuseToReplace(string original, string target)
    {
        if (Path.GetExtension(target).ToUpperInvariant() is not (".MID" or ".MIDI"))
        {
            throw new AskedWronglyException($"--out {target} is not a MIDI file name: let it end in .mid.");
        }

        if (Path.GetFullPath(original) == Path.GetFullPath(target))
        {
            throw new AskedWronglyException($"--out {target} is the original itself: choose another name, so that it is not lost.");
        }
    }

    private static void Remove(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // The sentence about the write says more than one about the clean-up.
        }
    }
}
