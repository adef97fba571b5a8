using Isorhythm.Tensors;

namespace Isorhythm.Latent;

public partial class LatentSpace
{
    /// <summary>
    /// Writes the model into a folder as files of ONNX, encoder and decoder, and a README.md that says what goes in and what comes out: all of them, or none. A
    /// model of R-VAE has no encoder.
    /// </summary>
    /// <returns>The paths of the files, the README.md last.</returns>
    /// <exception cref="IsorhythmException">The place cannot be written, or the model is larger than the format allows.</exception>
    public IReadOnlyList<string> ExportOnnx(string folder)
    {
        if (File.Exists(Path.Combine(folder, ModelFolder.CardFile)) && !HoldsAnExport(folder))
        {
            throw new IsorhythmException($"{folder} holds a {ModelFolder.CardFile} of something else, which would be lost: choose another folder.");
        }

        var traces = model.Trace();
        try
        {
            if (traces.FirstOrDefault(trace => trace.Length > OnnxTrace.LargestLength) is { } large)
            {
                throw new IsorhythmException(
                    $"The {large.Name} of {Name} takes {large.Length / 1e9:0.0} GB, and a file of ONNX holds at most 2 GB: export a smaller model.");
            }

            using var files = AtomicFiles.In(folder);
            foreach (var trace in traces)
            {
                files.Stage($"{trace.Name}.onnx", trace.Write);
            }

            files.Stage(ModelFolder.CardFile, OnnxReadme.Write(this, traces));
            files.Commit();
            foreach (var part in OnnxCode.Parts.Except(traces.Select(trace => trace.Name), StringComparer.Ordinal))
            {
                // Of an earlier export of another kind of model.
                File.Delete(Path.Combine(folder, $"{part}.onnx"));
            }

            return [.. traces.Select(trace => Path.Combine(folder, $"{trace.Name}.onnx")), Path.Combine(folder, ModelFolder.CardFile)];
        }
        finally
        {
            foreach (var trace in traces)
            {
                trace.Dispose();
            }
        }
    }
    private static bool HoldsAnExport(string folder) => OnnxCode.Parts.Any(part => File.Exists(Path.Combine(folder, $"{part}.onnx")));
}
