namespace Isorhythm.Tests.Cli;

/// <summary>One small model, trained by the real program, that every test may read.</summary>
internal static class TinyModel
{
    private static readonly Lazy<string> Trained = new(Train, LazyThreadSafetyMode.ExecutionAndPublication);

    internal static string[] Settings => ["--set", "encoder.hidden=16", "--set", "decoder.hidden=16", "--seed", "3"];

    internal static string Folder => Trained.Value;

    /// <summary>A copy that a test may damage.</summary>
    internal static string CopyTo(TemporaryFolder folder)
    {
        var copy = Directory.CreateDirectory(folder["model"]).FullName;
        foreach (var file in Directory.GetFiles(Folder))
        {
            File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
        }

        return copy;
    }

    internal static Outcome TrainInto(string model, string data, params string[] more) =>
        IsorhythmProgram.Run(["train", "r-vae-2bar", "--data", data, "--out", model, .. Settings, .. more]);

    private static string Train()
    {
        var folder = new TemporaryFolder();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => folder.Dispose();
        for (var variant = 0; variant < 4; variant++)
        {
            folder.Write(Path.Combine("clips", $"clip {variant}.mid"), Clip.TwoBars(variant));
        }

        TrainInto(folder["tiny"], folder["clips"], "--steps", "40").Succeeded();
        return folder["tiny"];
    }
}
