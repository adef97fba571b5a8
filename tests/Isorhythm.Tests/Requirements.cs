namespace Isorhythm.Tests;

/// <summary>Where the repository, the development data, the browser and the proxy are, for the tests that need them.</summary>
internal static class Requirements
{
    /// <summary>True where a test that lacks what it needs must fail instead of being skipped.</summary>
    internal static bool RequireAll { get; } = Environment.GetEnvironmentVariable("ISORHYTHM_REQUIRE_ALL") == "1";

    /// <summary>The folder that holds Isorhythm.slnx.</summary>
    internal static string Repository { get; } = FindRepository();

    /// <summary>The development data: ISORHYTHM_DATA, or shared/data beside the repository.</summary>
    internal static string Data { get; } =
        Environment.GetEnvironmentVariable("ISORHYTHM_DATA") is { Length: > 0 } named
            ? named
            : Path.GetFullPath(Path.Combine(Repository, "..", "shared", "data"));

    /// <summary>The browser that the page is tested in: ISORHYTHM_CHROMIUM, or where Debian puts it.</summary>
    internal static string Chromium { get; } =
        Environment.GetEnvironmentVariable("ISORHYTHM_CHROMIUM") is { Length: > 0 } named ? named : "/usr/bin/chromium";

    /// <summary>The proxy that several studios stand behind: ISORHYTHM_NGINX, or where Debian puts it.</summary>
    internal static string Nginx { get; } =
        Environment.GetEnvironmentVariable("ISORHYTHM_NGINX") is { Length: > 0 } named ? named : "/usr/sbin/nginx";

    internal static string? SkipWithout(bool present, string what) =>
        present || RequireAll ? null : what + " (set ISORHYTHM_REQUIRE_ALL=1 to make this a failure)";

    private static string FindRepository()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Isorhythm.slnx")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"Isorhythm.slnx is in no folder above {AppContext.BaseDirectory}: run the tests from a checkout.");
    }
}

/// <summary>A test that needs the development data: skipped by name where it is absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class DataFactAttribute : FactAttribute
{
    public DataFactAttribute() => Skip = Requirements.SkipWithout(Directory.Exists(Requirements.Data), $"no data at {Requirements.Data}");
}

/// <summary>A theory that needs the development data: skipped by name where it is absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class DataTheoryAttribute : TheoryAttribute
{
    public DataTheoryAttribute() => Skip = Requirements.SkipWithout(Directory.Exists(Requirements.Data), $"no data at {Requirements.Data}");
}

/// <summary>A test that needs Chromium: skipped by name where it is absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute() => Skip = Requirements.SkipWithout(File.Exists(Requirements.Chromium), $"no browser at {Requirements.Chromium}");
}

/// <summary>A theory that needs Chromium: skipped by name where it is absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class BrowserTheoryAttribute : TheoryAttribute
{
    public BrowserTheoryAttribute() => Skip = Requirements.SkipWithout(File.Exists(Requirements.Chromium), $"no browser at {Requirements.Chromium}");
}

/// <summary>A test that needs nginx: skipped by name where it is absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class NginxFactAttribute : FactAttribute
{
    public NginxFactAttribute() => Skip = Requirements.SkipWithout(File.Exists(Requirements.Nginx), $"no nginx at {Requirements.Nginx}");
}
