using System.CommandLine;
using Isorhythm.Latent;
using Isorhythm.Studio;

namespace Isorhythm.Cli;

/// <summary><c>isorhythm studio</c>: the page on which the space is played.</summary>
internal static class StudioVerb
{
    internal static Command Create()
    {
        var models = new Option<string?>("--models")
        {
            HelpName = "DIR",
            Description = $"the folder that holds the models ({DefaultModelsFolder})",
        };
        var port = Parameters.Whole("--port", $"the port to listen on; 0 takes any free one ({StudioOptions.DefaultPort})", 0, 65535);
        var bind = new Option<string>("--bind")
        {
            HelpName = "ADDRESS",
            Description = "the address to listen on; any but the default lets other machines in",
            DefaultValueFactory = _ => StudioOptions.Loopback,
        };
        var address = Parameters.Web("--address", "where people reach the studio when a proxy stands before it, such as http://jam.example:8080");
        var verb = new Verb("studio", "Open the page: drop clips, train, play", "isorhythm studio --models models/ --port 5210")
        {
            models, port, bind, address,
        };
        verb.SetAction((given, _) => Run(new StudioOptions(
            Path.GetFullPath(given.GetValue(models) ?? DefaultModelsFolder),
            given.GetValue(port) ?? StudioOptions.DefaultPort,
            given.GetRequiredValue(bind)) { PublicAddress = given.GetValue(address) }));
        return verb;
    }

    // $XDG_DATA_HOME or ~/.local/share, ~/Library/Application Support, %LOCALAPPDATA%: where a user's own work survives an
    // update of the program. Without a home folder, the current one.
    private static string DefaultModelsFolder =>
        Path.Combine(
            Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify),
            "isorhythm",
            "models");

    private static async Task<int> Run(StudioOptions options)
    {
        var lines = TrainingDisplay.Lines();
        await using var studio = await StudioHost.StartAsync(options, new Relay(view => lines.Report(AsProgress(view))));
        Terminal.Say($"Isorhythm plays at {studio.Address}   (models in {options.ModelsFolder}; Ctrl-C ends it)");
        await studio.WaitForShutdownAsync();
        return ExitCode.Done;
    }

    private static TrainingProgress AsProgress(TrainingView view) =>
        new(view.Step, view.Steps, view.Seconds, view.SecondsLeft, AsParts(view.Train), HeldOut(view), view.Sentence);

    private static LossParts? HeldOut(TrainingView view) => view.Validation is { } heldOut ? AsParts(heldOut) : null;

    private static LossParts AsParts(LossView loss) => new(loss.Total, loss.Onset, loss.Velocity, loss.Microtiming, loss.Kl);

    private sealed class Relay(Action<TrainingView> show) : IProgress<TrainingView>
    {
        public void Report(TrainingView value) => show(value);
    }
}
