using System.CommandLine;
using System.Net;
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
        var exports = new Option<string?>("--exports")
        {
            HelpName = "DIR",
            Description = "the folder that saved MIDI files lie in, for a DAW to watch (exports in the models folder)",
        };
        var osc = new Option<bool>("--osc") { Description = "hear and speak OSC from the start; the page has a switch for it, too" };
        var oscIn = Parameters.UdpPort("--osc-in", $"the UDP port that OSC is heard on ({OscOptions.DefaultIn}, where Wekinator sends to)");
        var oscOut = Parameters.UdpPort("--osc-out", $"where OSC is sent to ({OscOptions.DefaultOut})");
        var wekinator = Parameters.UdpPort("--wekinator", $"where Wekinator listens ({OscOptions.DefaultWekinator})");
        var link = new Option<bool>("--link") { Description = "take part in Ableton Link from the start; the page has a switch for it, too" };
        var verb = new Verb("studio", "Open the page: drop clips, train, play", "isorhythm studio --models models/ --port 5210")
        {
            models, port, bind, address, exports, osc, oscIn, oscOut, wekinator, link,
        };
        verb.SetAction((given, _) => Run(new StudioOptions(
            Path.GetFullPath(given.GetValue(models) ?? DefaultModelsFolder),
            given.GetValue(port) ?? StudioOptions.DefaultPort,
            given.GetRequiredValue(bind),
            given.GetValue(exports) is { } folder ? Path.GetFullPath(folder) : null)
        {
            PublicAddress = given.GetValue(address),
            Osc = Osc(given.GetValue(osc), given.GetValue(oscIn), given.GetValue(oscOut), given.GetValue(wekinator)),
            Link = new LinkOptions { On = given.GetValue(link) },
        }));
        return verb;
    }

    private static OscOptions Osc(bool on, IPEndPoint? heard, IPEndPoint? sent, IPEndPoint? wekinator)
    {
        var usual = new OscOptions { On = on };
        return usual with { In = heard ?? usual.In, Out = sent ?? usual.Out, Wekinator = wekinator ?? usual.Wekinator };
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
