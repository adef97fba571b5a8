using System.Diagnostics;
using System.Text.Json.Nodes;
using Isorhythm.Latent;
using Isorhythm.Music;

namespace Isorhythm.Benchmarks;

/// <summary>
/// Decoding one code by checkpoints of @magenta/music, here and there in turn: random weights in the sizes of its released models. Needs
/// "npm ci" in bench/peers/magenta.
/// </summary>
internal static class MagentaBenchmark
{
    private const double SecondsEach = 6;
    private const int DecodesInARow = 4;
    private const int WarmUp = 500;
    private static readonly string[] Presets = ["mel_2bar_small", "drums_2bar_small", "trio_16bar_small"];

    internal static void Run(string[] arguments)
    {
        var peers = Path.Combine(PeerProgram.Folder(), "magenta");
        if (!Directory.Exists(Path.Combine(peers, "node_modules")))
        {
            throw new IsorhythmException($"magenta needs @magenta/music: run npm ci in {Path.GetFullPath(peers)}.");
        }

        Console.WriteLine("Decoding one code, medians; ratio = @magenta/music's time / ours.");
        Console.WriteLine("checkpoint            ours ms   theirs ms    ratio   same tokens");
        foreach (var preset in arguments.Length > 0 ? arguments : Presets)
        {
            var folder = Directory.CreateTempSubdirectory("isorhythm-magenta-");
            WriteCheckpoint(Path.Combine(peers, "write-checkpoint.mjs"), preset, folder.FullName);
            Compare(preset, folder.FullName);
            folder.Delete(recursive: true);
        }
    }

    private static void WriteCheckpoint(string script, string preset, string folder)
    {
        var start = new ProcessStartInfo("node", [script, preset, folder]) { UseShellExecute = false, RedirectStandardOutput = true };
        using var writer = Process.Start(start)!;
        writer.WaitForExit();
        if (writer.ExitCode != 0)
        {
            throw new IsorhythmException($"There is no checkpoint \"{preset}\": choose one of {string.Join(", ", Presets)}.");
        }
    }

    private static void Compare(string preset, string folder)
    {
        var space = LatentSpace.Open(folder);
        using var peer = new PeerProgram("node", Path.Combine("magenta", "decode.mjs"), folder);
        var code = space.Sample(1, 1, seed: 1)[0];
        var question = new JsonObject { ["codes"] = new JsonArray(new JsonArray([.. code.Select(number => JsonValue.Create(number))])) }.ToJsonString();
        Phrase? ours = null;
        JsonNode? theirs = null;
        Interleaved.Time(() => space.Decode(code), WarmUp);
        var (our, their) = Interleaved.Measure(
            () => Interleaved.Time(() => ours = space.Decode(code)),
            () =>
            {
                theirs = JsonNode.Parse(peer.Ask(question));
                return (double)theirs!["seconds"]!;
            },
            SecondsEach,
            DecodesInARow);
        var tokens = theirs!["tokens"]![0]!.AsArray().SelectMany(track => track!.AsArray()).Select(token => (ushort)token!).ToArray();
        var same = new TokenPhrase(TokenTracks.Named(space.Representation.Name), tokens).Canonical().Equals(ours);
        Console.WriteLine($"{preset,-20}{our.Median * 1e3,9:F2}{their.Median * 1e3,12:F1}{their.Median / our.Median,9:F0}   {(same ? "yes" : "no")}");
    }
}
