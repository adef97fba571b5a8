using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Isorhythm.Tests.Cli;

/// <summary>The studio, started as a musician starts it.</summary>
public sealed class StudioVerbTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void PortInUseIsOneSentence()
    {
        TinyModel.CopyTo(folder);
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        IsorhythmProgram.Run("studio", "--models", folder.Path, "--port", $"{port}").FailedInOneLine(1, $"{port}");
    }

    [UnixFact]
    public async Task StudioPrintsItsAddressServesThePageAndEndsOnCtrlC()
    {
        TinyModel.CopyTo(folder);
        var process = IsorhythmProgram.Start(folder.Path, ["studio", "--models", folder.Path, "--port", "0"]);
        string? line;
        do
        {
            line = await process.StandardError.ReadLineAsync();
        }
        while (line?.Contains("http://", StringComparison.Ordinal) == false);

        Assert.NotNull(line);
        using var browser = new HttpClient();
        var address = new Uri(line.Split(' ').Single(word => word.StartsWith("http://", StringComparison.Ordinal)));
        Assert.Contains("<html", await browser.GetStringAsync(address), StringComparison.OrdinalIgnoreCase);

        await Process.Start("kill", ["-s", "INT", $"{process.Id}"]).WaitForExitAsync();
        Assert.Equal(0, IsorhythmProgram.Wait(process).ExitCode);
    }
}
