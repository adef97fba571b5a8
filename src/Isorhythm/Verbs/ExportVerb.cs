using System.CommandLine;
using Isorhythm.Latent;

namespace Isorhythm.Cli;

/// <summary><c>isorhythm export</c>: the model as files of ONNX, for programs that know nothing of this one.</summary>
internal static class ExportVerb
{
    internal static Command Create()
    {
        var model = Parameters.Model();
        var folder = Parameters.Out("DIR", "the folder for the encoder, the decoder and a README.md that says how they are called");
        var json = Parameters.Json();
        var verb = new Verb("export", "Write a model as ONNX, for other programs and web pages", "isorhythm export models/mine --out mine-onnx/")
        {
            model, folder, json,
        };
        verb.SetAction(given =>
        {
            var space = LatentSpace.Open(given.GetRequiredValue(model));
            var written = space.ExportOnnx(given.GetRequiredValue(folder));
            foreach (var path in written)
            {
                Terminal.Say($"{path}: {new FileInfo(path).Length:N0} bytes");
            }

            if (given.GetValue(json))
            {
                JsonAnswer.Write(new ExportAnswer(written));
            }

            return ExitCode.Done;
        });
        return verb;
    }
}
