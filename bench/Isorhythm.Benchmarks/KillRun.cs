using System.Diagnostics;
using System.Globalization;
using Isorhythm.Latent;

namespace Isorhythm.Benchmarks;

/// <summary>
/// Starts a training as a program, kills it at a random moment, resumes it, and so on; at last its weights must be those of a run that nobody
/// disturbed.
/// </summary>
internal static class KillRun
{
    private const int MostMilliseconds = 4000;

    internal static void Run(string[] args)
    {
        var times = int.Parse(Option(args, "--times") ?? "50", CultureInfo.InvariantCulture);
        var data = Option(args, "--data") ?? throw new IsorhythmException("kill needs --data PATH, a folder of melodies.");
        var folder = Directory.CreateTempSubdirectory("isorhythm-kill-").FullName;
        var (corpus, killed, whole) = (Path.Combine(folder, "melodies.corpus"), Path.Combine(folder, "killed"), Path.Combine(folder, "whole"));
        Expect(0, Start("corpus", "build", data, "--representation", "melody-2bar", "--out", corpus));

        var random = new Random(1);
        var finished = 0;
        for (var i = 0; i < times; i++)
        {
            using var training = Start([.. Training(corpus, killed), .. Directory.Exists(killed) ? (string[])["--resume"] : []]);
            if (!training.WaitForExit(random.Next(MostMilliseconds)))
            {
                training.Kill();
                training.WaitForExit();
            }
            else
            {
                Expect(0, training);
                finished++;
            }
        }

        Expect(0, Start([.. Training(corpus, killed), .. Directory.Exists(killed) ? (string[])["--resume"] : []]));
        Expect(0, Start([.. Training(corpus, whole)]));
        var same = File.ReadAllBytes(Path.Combine(killed, "weights.safetensors")).AsSpan().SequenceEqual(File.ReadAllBytes(Path.Combine(whole, "weights.safetensors")));
        Console.WriteLine($"killed {times - finished} times, finished before that {finished} times; the weights are {(same ? "the same as" : "OTHER than")} those of an undisturbed run");
        Directory.Delete(folder, recursive: true);
        if (!same)
        {
            throw new IsorhythmException("A run that was killed and resumed does not end with the same weights.");
        }
    }

    private static string[] Training(string corpus, string model) =>
    [
        "train", "musicvae-mel-2bar-small", "--data", corpus, "--out", model, "--steps", "3000",
        "--set", "encoder.hidden=24", "--set", "decoder.hidden=24", "--set", "prior.dimensions=8", "--set", "training.batch=16",
    ];

    private static Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "..", "..", "Isorhythm", "release", "isorhythm.dll"), .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        var process = Process.Start(start)!;
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
        return process;
    }

    private static void Expect(int exitCode, Process process)
    {
        process.WaitForExit();
        if (process.ExitCode != exitCode)
        {
            throw new IsorhythmException($"The program ended with {process.ExitCode} and should have with {exitCode}.");
        }
    }

    private static string? Option(string[] args, string name) => args.SkipWhile(arg => arg != name).Skip(1).FirstOrDefault();
}
