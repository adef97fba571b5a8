using Isorhythm.Benchmarks;

var benchmarks = new Dictionary<string, (string Purpose, Action<string[]> Run)>(StringComparer.Ordinal)
{
    ["matmul"] = ("matrix products against OpenBLAS", MatrixProductBenchmark.Run),
    ["step"] = ("training steps against PyTorch", StepBenchmark.Run),
    ["recipes"] = ("training steps of MusicVAE recipes against PyTorch: [RECIPE...] [--seconds S] [--memory GIB]", RecipesBenchmark.Run),
    ["writing"] = ("one phrase, step by step, against the limit of the memory: [RECIPE]", WritingBenchmark.Run),
    ["magenta"] = ("decoding against @magenta/music: [PRESET...]", MagentaBenchmark.Run),
    ["onnx"] = ("exported models in onnxruntime: [RECIPE...]", OnnxBenchmark.Run),
    ["layers"] = ("recurrent layers against PyTorch, and decoding: [ROW] [alone]", LayersBenchmark.Run),
    ["musicvae"] = ("flat against hierarchical decoders at 16 bars: --data PATH --out DIR [--steps N] [--seeds 1,2,3] [--only NAME]", MusicVaeBenchmark.Run),
    ["flat"] = ("flat latent spaces against others on Groove: --data PATH --out DIR [--steps N] [--seeds 1,2,3] [--only RECIPE]", FlatManifoldBenchmark.Run),
    ["flat-cost"] = ("a training step with and without the flat metric: [RECIPE...]", FlatCostBenchmark.Run),
    ["musae"] = ("bands on a flower of genres, and without: --data PATH --out DIR [--seeds 1,2,3] [--only RECIPE[-yes|-no]]", MusaeBenchmark.Run),
    ["musae-step"] = ("a training step of MusAE against PyTorch: [RECIPE...]", MusaeStepBenchmark.Run),
    ["quality"] = ("pieces of the middle, learned from the ends: --data PATH --out DIR [--percent 10|50] [--steps N] [--only drums|piano|cello]", QualityBenchmark.Run),
    ["kill"] = ("a training that is killed and resumed, again and again: --data PATH [--times N]", KillRun.Run),
    ["fidelity"] = ("how faithfully a map holds ten real clips: --data PATH", FidelityBenchmark.Run),
    ["midi"] = ("MIDI files to scores: --data PATH", MidiBenchmark.Run),
    ["corpus"] = ("a folder of songs to a corpus file: --data PATH [--representation NAME]", CorpusBenchmark.Run),
    ["corpus-size"] = ("writing, opening, splitting and reading a large corpus: --phrases N", CorpusSizeBenchmark.Run),
    ["fuzz"] = ("damaged MIDI files: --count N --data PATH", MidiFuzzRun.Run),
    ["drum-loops"] = ("held-out loops by size of code, against principal components: --data PATH... [--pictures FOLDER]", DrumLoopsBenchmark.Run),
    ["studio"] = ("the studio as it is started: first page, decoding over HTTP, memory", StudioBenchmark.Run),
    ["jam"] = ("trading two bars over the hub, and with cuts and kills: [--sessions 1,10,50] [--minutes M] [--bpm 120,140,160] [--partial] [--training] [--faults]", JamBenchmark.Run),
    ["link"] = ("our participant in Ableton Link beside one of Ableton's library: [--seconds S]", LinkBenchmark.Run),
    ["page"] = ("the page in a browser: its clock, its head, its frames: [--only clock|head|map|space] [--data PATH]", PageBenchmark.Run),
    ["space"] = ("opening, decoding and mapping a model: --model PATH", LatentSpaceBenchmark.Run),
};
if (args.Length == 0 || !benchmarks.TryGetValue(args[0], out var benchmark))
{
    Console.Error.WriteLine("usage: dotnet run -c Release --project bench/Isorhythm.Benchmarks -- BENCHMARK");
    foreach ((string name, (string purpose, _)) in benchmarks)
    {
        Console.Error.WriteLine($"  {name,-10} {purpose}");
    }

    return 2;
}

benchmark.Run(args[1..]);
return 0;
