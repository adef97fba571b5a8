using System.Text.Json;
using System.Text.Json.Nodes;
using Isorhythm.Latent;
using Isorhythm.Music;

namespace Isorhythm.Tests;

/// <summary>
/// Small models of every kind as files of ONNX, and what onnxruntime-node 1.30.0 computes with those files (Oracles/onnxruntime.mjs, which says how both
/// are made again).
/// </summary>
public sealed class OnnxGoldenTests
{
    // Sums of up to 864 terms in float32, in another order, through up to 64 steps of a recurrence.
    private const double Tolerance = 1e-5;

    private const int ValuesKept = 200;

    private static readonly bool Writes = Environment.GetEnvironmentVariable("ISORHYTHM_WRITE_ONNX") == "1";

    public static TheoryData<string> Models => [.. OnnxModels.Names];

    public static TheoryData<string, int> ModelsAndBatches
    {
        get
        {
            var all = new TheoryData<string, int>();
            foreach (var name in OnnxModels.Names)
            {
                all.Add(name, 1);
                all.Add(name, 3);
            }

            return all;
        }
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void A_model_is_written_as_the_very_files_that_onnxruntime_ran(string name)
    {
        using var model = OnnxModels.Create(name);
        foreach (var trace in model.Trace())
        {
            using var file = new MemoryStream();
            trace.Write(file);
            trace.Dispose();
            var golden = Path.Combine(Folder(name), $"{trace.Name}.onnx");
            if (Writes)
            {
                Directory.CreateDirectory(Folder(name));
                File.WriteAllBytes(golden, file.ToArray());
            }

            Assert.True(File.ReadAllBytes(golden).AsSpan().SequenceEqual(file.ToArray()), $"{golden} differs.");
        }
    }

    [Theory]
    [MemberData(nameof(ModelsAndBatches))]
    public void Onnxruntime_encodes_as_this_program_does(string name, int batch)
    {
        using var model = OnnxModels.Create(name);
        using var work = model.NewWorkspace(gradients: false, weightsChange: false);
        Load(model, work, batch);
        var posterior = model.Encode(work);
        var expected = Golden(name)["encoder"]![$"{batch}"]!.AsObject();

        Assert.Equal(posterior.IsPoint ? ["mean"] : ["mean", "log_variance"], expected.Select(output => output.Key));
        Check(expected["mean"]!, posterior.Mean.Value.ToArray());
        if (!posterior.IsPoint)
        {
            Check(expected["log_variance"]!, posterior.LogVariance.Value.ToArray());
        }
    }

    [Theory]
    [MemberData(nameof(ModelsAndBatches))]
    public void Onnxruntime_decodes_as_this_program_does(string name, int batch)
    {
        using var model = OnnxModels.Create(name);
        using var work = model.NewWorkspace(gradients: false, weightsChange: false);
        var codes = Formula(batch * model.Dimensions, salt: 0);
        var expected = Golden(name)["decoder"]![$"{batch}"]!.AsArray();
        var ours = model switch
        {
            GridVae { WritesStepByStep: true } grid => Written(grid, (GridWorkspace)work, codes, batch),
            GridVae grid => Decoded(grid, work, codes, batch),
            SmoothTokenVae smooth => Heard(smooth, work, codes, batch),
            _ => Written((TokenVae)model, (TokenWorkspace)work, codes, batch),
        };

        Assert.Equal(ours.Count, expected.Count);
        foreach (var (outputs, golden) in ours.Zip(expected))
        {
            Assert.Equal(outputs.Keys.Order(StringComparer.Ordinal), golden!.AsObject().Select(output => output.Key).Where(key => key != "next_state").Order(StringComparer.Ordinal));
            Assert.All(outputs, output => Check(golden[output.Key]!, output.Value));
        }
    }

    private static string Folder(string name) => Path.Combine(Requirements.Repository, "tests", "Isorhythm.Tests", "Golden", "onnxruntime", name);

    private static JsonNode Golden(string name) => JsonNode.Parse(File.ReadAllText(Path.Combine(Folder(name), "outputs.json")))!;

    private static float[] Formula(int count, int salt) => [.. Enumerable.Range(0, count).Select(i => OnnxModels.Real(i, salt))];

    private static void Check(JsonNode golden, float[] ours)
    {
        var stride = (ours.Length / ValuesKept) | 1;
        var kept = ours.Where((_, i) => i % stride == 0).ToArray();
        Assert.True(kept.Distinct().Count() > 1, "Values that are all the same prove nothing.");
        Assert.Equal(golden.Deserialize<float[]>()!, kept, (a, b) => Math.Abs(a - b) <= Tolerance);
    }

    /// <summary>What the formula has for each input of the encoder.</summary>
    private static void Load(Vae model, Workspace work, int batch)
    {
        if (model is GridVae { Grid: var grid } && work is GridWorkspace onGrid)
        {
            work.Load([.. Enumerable.Repeat(new GridPhrase(grid, []), batch)], [.. Enumerable.Range(0, batch)]);
            for (var i = 0; i < onGrid.Targets.Length; i++)
            {
                onGrid.Targets[i].CopyFrom(Formula(batch * grid.Cells, i));
            }

            return;
        }

        var (tokens, tracks) = ((TokenWorkspace)work, ((TokenRepresentation)model.Representation).Tracks);
        tokens.LoadEmpty(batch);
        for (var i = 0; i < batch * tracks.Width; i++)
        {
            var (b, track, step) = (i / tracks.Width, i / tracks.Steps % tracks.Tracks.Length, i % tracks.Steps);
            tokens.At(b, track, step) = (ushort)OnnxModels.Number((b * tracks.Steps) + step, track, 61);
        }
    }

    private static List<Dictionary<string, float[]>> Decoded(GridVae model, Workspace work, float[] codes, int batch)
    {
        var values = new float[batch * model.Grid.Width];
        model.Decode(work, codes, values, model.Features.Count);
        return [model.Features.Index().ToDictionary(
            feature => feature.Item.Name,
            feature => Part(values, batch, feature.Index * model.Grid.Cells, model.Grid.Cells))];
    }

    private static List<Dictionary<string, float[]>> Heard(SmoothTokenVae model, Workspace work, float[] codes, int batch)
    {
        var values = new float[batch * model.Representation.DecodedValues];
        model.Hear(work, codes, values);
        var (outputs, first) = (new Dictionary<string, float[]>(StringComparer.Ordinal), 0);
        foreach (var track in model.Tracks.Tracks)
        {
            var size = track.Vocabulary.Size * model.Tracks.Steps;
            outputs[track.Name] = Part(values, batch, first, size);
            first += size;
        }

        return [outputs];
    }

    /// <summary>The last step of each part, each step before it played as the formula has it.</summary>
    private static List<Dictionary<string, float[]>> Written(GridVae model, GridWorkspace work, float[] codes, int batch)
    {
        var (steps, drums, parts) = (model.Grid.Steps, model.Grid.Drums, OnnxModels.Parts(model));
        var last = Enumerable.Range(0, parts).Select(_ => model.Features.ToDictionary(feature => feature.Name, _ => new float[batch * drums])).ToList();
        var input = work.Tape.Allocate(batch, model.Dimensions);
        input.CopyFrom(codes);
        work.PlayerFor(model.Writer, batch).Play(input, (step, b, output, played) =>
        {
            for (var i = 0; i < output.Length; i++)
            {
                var (feature, drum) = Math.DivRem(i, drums);
                played[i] = OnnxModels.Real((b * drums) + drum, (8 * (step + 1)) + feature);
                if ((step + 1) % (steps / parts) == 0)
                {
                    var isOffset = model.Features[feature].Kind == GridFeatures.Microtiming;
                    last[step * parts / steps][model.Features[feature].Name][(b * drums) + drum] = isOffset ? MathF.Tanh(output[i]) : 1 / (1 + MathF.Exp(-output[i]));
                }
            }
        });
        return last;
    }

    /// <summary>The same of tokens.</summary>
    private static List<Dictionary<string, float[]>> Written(TokenVae model, TokenWorkspace work, float[] codes, int batch)
    {
        var (tracks, parts) = (model.Tracks, OnnxModels.Parts(model));
        var last = Enumerable.Range(0, parts).Select(_ => tracks.Tracks.ToDictionary(track => track.Name, track => new float[batch * track.Vocabulary.Size])).ToList();
        work.LoadEmpty(batch);
        for (var i = 0; i < batch * tracks.Width; i++)
        {
            var (b, track, step) = (i / tracks.Width, i / tracks.Steps % tracks.Tracks.Length, i % tracks.Steps);
            work.At(b, track, step) = (ushort)OnnxModels.Number(b, (8 * (step + 1)) + track, 61);
        }

        model.Follow(work, codes, (step, track, b, logits) =>
        {
            if ((step + 1) % (tracks.Steps / parts) == 0)
            {
                logits.CopyTo(last[step * parts / tracks.Steps][tracks.Tracks[track].Name].AsSpan(b * logits.Length));
            }
        });
        return last;
    }

    /// <summary>So many columns of each row from the first on.</summary>
    private static float[] Part(float[] rows, int batch, int first, int count) =>
        [.. Enumerable.Range(0, batch).SelectMany(b => rows.AsSpan((b * (rows.Length / batch)) + first, count).ToArray())];
}
