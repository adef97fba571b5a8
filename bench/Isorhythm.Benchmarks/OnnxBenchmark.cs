using System.Numerics.Tensors;
using System.Text.Json;
using System.Text.Json.Nodes;
using Isorhythm.Latent;
using Isorhythm.Music;
using Isorhythm.Tensors;
using Isorhythm.Tensors.Kernels;

namespace Isorhythm.Benchmarks;

/// <summary>
/// Exported models in onnxruntime, and the same models here, in turn, a thread each: what they differ by, and how long one code takes to decode. The model
/// that ships, and freshly drawn ones of every kind of encoder and decoder. Needs "npm ci" in bench/peers/onnxruntime.
/// </summary>
internal static class OnnxBenchmark
{
    private const double SecondsEach = 4;
    private const int DecodesInARow = 10;
    private const int WarmUp = 200;
    private const string Shipped = "groove-2bar";

    private static readonly string[] Usual =
    [
        Shipped, "drum-loops", "r-vae-2bar", "pca", "fm-music-vae-drums-2bar-small", "fm-music-vae-piano-2bar-small", "musae-2bar-small", "groovae-2bar",
        "musicvae-mel-2bar-small", "musicvae-drums-2bar-small", "musicvae-mel-16bar-small", "musicvae-trio-16bar-small",
    ];

    internal static void Run(string[] arguments)
    {
        var peers = Path.Combine(PeerProgram.Folder(), "onnxruntime");
        if (!Directory.Exists(Path.Combine(peers, "node_modules")))
        {
            throw new IsorhythmException($"onnx needs onnxruntime-node: run npm ci in {Path.GetFullPath(peers)}.");
        }

        Workers.Count = 1;
        Console.WriteLine("Decoding one code, one thread each, medians; ratio = onnxruntime's time / ours. Differences are the largest of one phrase.");
        Console.WriteLine("model                               MB    ours ms  theirs ms   ratio  difference: code   decoded");
        foreach (var name in arguments.Length > 0 ? arguments : Usual)
        {
            var folder = Directory.CreateTempSubdirectory("isorhythm-onnx-");
            using var model = Open(name);
            Compare(name, model, folder.FullName);
            folder.Delete(recursive: true);
        }
    }

    private static Vae Open(string name)
    {
        if (name != Shipped)
        {
            var drawn = Vae.Create(Recipe.Named(name));
            drawn.Initialise(seed: 1);
            return drawn;
        }

        var folder = Path.Combine(PeerProgram.Folder(), "..", "..", "models", Shipped);
        var model = Vae.Create(LatentSpace.Describe(folder).Recipe);
        model.Weights.Import(SafeTensors.Read(Path.Combine(folder, "weights.safetensors")));
        return model;
    }

    private static void Compare(string name, Vae model, string folder)
    {
        var bytes = Export(model, folder);
        using var peer = new PeerProgram("node", Path.Combine("onnxruntime", "decode.mjs"), folder);
        using var work = model.NewWorkspace(gradients: false, weightsChange: false);
        var phrase = Phrase(model);
        work.Load(phrase);
        var mean = model.Encode(work).Mean.Value.ToArray();
        var question = new JsonObject { ["encoder"] = JsonSerializer.SerializeToNode(Inputs(model, phrase)), ["code"] = JsonSerializer.SerializeToNode(mean) }.ToJsonString();
        float[] ours = [];
        JsonNode? theirs = null;
        Interleaved.Time(() => ours = Decode(model, work, mean), WarmUp);
        var (our, their) = Interleaved.Measure(
            () => Interleaved.Time(() => ours = Decode(model, work, mean)),
            () =>
            {
                theirs = JsonNode.Parse(peer.Ask(question));
                return (double)theirs!["seconds"]!;
            },
            SecondsEach,
            DecodesInARow);
        var decodedThere = theirs!["values"]!.Deserialize<float[]>()!;
        if (model is TokenVae { Tracks: var tracks })
        {
            // As ours are: an end where nothing sounds is none.
            decodedThere = Floats(new TokenPhrase(tracks, [.. decodedThere.Select(token => (ushort)token)]).Canonical());
        }

        var (code, decoded) = (Difference(mean, theirs["mean"]!.Deserialize<float[]>()!), Difference(ours, decodedThere));
        Console.WriteLine($"{name,-30}{bytes / 1e6,8:F1}{our.Median * 1e3,11:F3}{their.Median * 1e3,11:F3}{their.Median / our.Median,8:F2}{code,18:E1}{decoded,10:E1}");
    }

    private static long Export(Vae model, string folder)
    {
        long bytes = 0;
        foreach (var trace in model.Trace())
        {
            using var file = File.Create(Path.Combine(folder, $"{trace.Name}.onnx"));
            trace.Write(file);
            trace.Dispose();
            bytes += file.Length;
        }

        return bytes;
    }

    /// <summary>A phrase that has something on every third step of every track or drum, not the same everywhere.</summary>
    private static Phrase Phrase(Vae model)
    {
        if (model is GridVae { Grid: var grid })
        {
            return new GridPhrase(grid, Enumerable.Range(0, grid.Cells)
                .Where(cell => cell * 7 % 17 % 3 == 0)
                .Select(cell => new Hit(cell % grid.Steps, cell / grid.Steps, ((cell * 5 % 60) + 40) / 127f, ((cell * 3 % 19) - 9) / 10f)));
        }

        var tracks = ((TokenRepresentation)model.Representation).Tracks;
        return new TokenPhrase(tracks, [.. Enumerable.Range(0, tracks.Width).Select(i => (ushort)(i % 3 == 0 ? 30 + (i * 7 % 40) : 0))]).Canonical();
    }

    /// <summary>The numbers of each input of the encoder.</summary>
    private static float[][] Inputs(Vae model, Phrase phrase)
    {
        if (model is GridVae { Grid: var grid })
        {
            var values = new float[grid.Width];
            grid.Write((GridPhrase)phrase, values);
            return [.. values.Chunk(grid.Cells)];
        }

        return [.. Floats((TokenPhrase)phrase).Chunk(((TokenRepresentation)model.Representation).Tracks.Steps)];
    }

    private static float[] Decode(Vae model, Workspace work, float[] code)
    {
        if (model is TokenVae)
        {
            return Floats((TokenPhrase)model.Decode(work, code, Decoding.Usual)[0]);
        }

        var values = new float[model.Representation.DecodedValues];
        if (model is GridVae grid)
        {
            grid.Decode(work, code, values, grid.Features.Count);
        }
        else
        {
            model.Hear(work, code, values);
        }

        return values;
    }

    private static float[] Floats(TokenPhrase phrase) => [.. phrase.Tokens.ToArray().Select(token => (float)token)];

    private static float Difference(float[] ours, float[] theirs)
    {
        var differences = new float[ours.Length];
        TensorPrimitives.Subtract(ours, theirs, differences);
        return MathF.Abs(TensorPrimitives.MaxMagnitude<float>(differences));
    }
}
