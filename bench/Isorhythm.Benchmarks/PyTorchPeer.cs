using System.Globalization;

namespace Isorhythm.Benchmarks;

/// <summary>A Python program of bench/peers that times itself: it answers each line with the seconds that one step took, and maybe the bytes that it holds.</summary>
internal sealed class PyTorchPeer(string script, params string[] arguments) : IDisposable
{
    private readonly PeerProgram program = new(Environment.GetEnvironmentVariable("ISORHYTHM_PYTHON") ?? "/usr/bin/python3", script, arguments);

    /// <summary>Which PyTorch it is, and maybe how many weights its model has.</summary>
    public string Version => program.Introduction;

    /// <summary>The most memory that the program has held, in bytes; 0 where it does not say.</summary>
    public double Bytes { get; private set; }

    public double Step() => Ask("");

    public double Ask(string line)
    {
        string[] answer = program.Ask(line).Split(' ');
        Bytes = answer.Length > 1 ? double.Parse(answer[1], CultureInfo.InvariantCulture) : 0;
        return double.Parse(answer[0], CultureInfo.InvariantCulture);
    }

    public void Dispose() => program.Dispose();
}
