namespace Isorhythm.Tests.Cli;

/// <summary>A test of what only Unix has (signals, odd names): skipped by name on Windows.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class UnixFactAttribute : FactAttribute
{
    public UnixFactAttribute() => Skip = OperatingSystem.IsWindows() ? "not on Windows" : null;
}

/// <summary>A test of what only Linux allows, such as names that are not UTF-8.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class LinuxFactAttribute : FactAttribute
{
    public LinuxFactAttribute() => Skip = OperatingSystem.IsLinux() ? null : "Linux only";
}

/// <summary>A test on a disk that is really full: a mount of its own, which only root may make.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class FullDiskFactAttribute : FactAttribute
{
    private static readonly Lazy<bool> CanMount = new(() =>
        OperatingSystem.IsLinux()
        && IsorhythmProgram.RunShell("/", $"{FullDisk.Unshared} 'mount -t tmpfs -o size=64k none /mnt'").ExitCode == 0);

    public FullDiskFactAttribute() => Skip = CanMount.Value ? null : "a small file system cannot be mounted here";
}

/// <summary>A file system of 200 KB that only one child process sees.</summary>
internal static class FullDisk
{
    internal const string Unshared = "unshare --mount sh -c";
}
