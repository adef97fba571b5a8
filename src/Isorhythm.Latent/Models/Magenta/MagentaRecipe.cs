using Isorhythm.Music;

namespace Isorhythm.Latent;

/// <summary>Which recipe a checkpoint of @magenta/music is of: its representation by config.json, its sizes by the shapes of its tensors.</summary>
internal sealed class MagentaRecipe(CheckpointFolder folder, CheckpointWeights weights)
{
    private const string Melody = "MelodyConverter";
    private const string Drums = "DrumsConverter";
    private const string Trio = "TrioConverter";

    /// <summary>The recipe that a model with the checkpoint's weights is put together by. How it was trained is not in the files.</summary>
    /// <exception cref="IsorhythmException">The model is of a kind that is not read, or its parts do not fit each other.</exception>
    internal Recipe Resolve()
    {
        var config = folder.Read(MagentaCheckpoint.ConfigFile, CheckpointJson.Default.MagentaConfig);
        var tracks = Tracks(config);
        var underConductor = weights.Has(MagentaNames.ConductorLayer(0) + "/kernel");
        var decoder = MagentaNames.Decoder(0, tracks.Tracks.Length, underConductor);
        Refuse(config, tracks, underConductor, decoder);
        var (dimensions, states) = weights.ShapeOf((underConductor ? MagentaNames.ConductorStart : MagentaNames.DecoderStart(decoder)) + "/kernel");
        var layers = Count(layer => MagentaNames.DecoderLayer(decoder, layer));
        return new Recipe(
            $"magenta-{tracks.Name}",
            $"{folder.Name}, a checkpoint of Magenta",
            "Roberts, Engel, Raffel, Hawthorne and Eck 2018",
            tracks.Name,
            EncoderOf(),
            new DecoderRecipe(underConductor ? TokenDecoder.Hierarchical : TokenDecoder.Flat, states / (2 * Math.Max(1, layers)), Layers: layers),
            new PriorRecipe(dimensions),
            new ObjectiveRecipe(Kl: 0.2f),
            new TrainingRecipe());
    }

    private EncoderRecipe EncoderOf()
    {
        var levels = Count(level => MagentaNames.EncoderLevel(level, backwards: false));
        var (_, columns) = weights.ShapeOf((levels > 0 ? MagentaNames.EncoderLevel(0, backwards: false) : MagentaNames.EncoderLayer(0, backwards: false)) + "/kernel");
        return levels switch
        {
            0 => new EncoderRecipe(TokenEncoder.Flat, columns / 4, Layers: Count(layer => MagentaNames.EncoderLayer(layer, backwards: false))),
            2 => new EncoderRecipe(TokenEncoder.Hierarchical, columns / 4),
            _ => throw Unread($"its encoder has {levels} levels, where two are read: the steps of a bar, and the bars"),
        };
    }

    private void Refuse(MagentaConfig config, TokenTracks tracks, bool underConductor, string decoder)
    {
        var segments = config.DataConverter!.Args!.NumSegments;
        var what = (config, underConductor) switch
        {
            ({ ChordEncoder: not null }, _) => "it is given chords",
            ({ ConditionOnKey: true }, _) => "it is given a key",
            ({ ExtraControls.Length: > 0 }, _) => "it is given controls",
            ({ UseBooleanDecoder: true }, _) => "its outputs are drums one by one",
            _ when weights.Has(MagentaNames.Nade(decoder)) => "its drums are written one by one (NADE)",
            (_, true) when segments != tracks.Bars => $"it decodes {tracks.Bars} bars in {segments ?? 1} segments, where a segment a bar is read",
            (_, false) when tracks.Tracks.Length > 1 => "its tracks are decoded side by side without bars",
            _ => null,
        };
        if (what is not null)
        {
            throw Unread(what);
        }
    }

    private TokenTracks Tracks(MagentaConfig config)
    {
        if (config is not { Type: "MusicVAE" })
        {
            throw Unread($"it is a {config.Type ?? "model without a type"}, no MusicVAE");
        }

        if (config.DataConverter is not { Type: Melody or Drums or Trio, Args: { } arguments } converter)
        {
            throw Unread($"it reads music with a {config.DataConverter?.Type ?? "converter that is not named"}");
        }

        var (kind, states) = converter.Type switch
        {
            Melody => ("melody", States(arguments)),
            Drums => ("drums", Kit(arguments)),
            _ when States(arguments.MelArgs) == States(arguments.BassArgs) => ("trio", States(arguments.MelArgs) + Kit(arguments.DrumsArgs)),
            _ => throw Unread("its melody and its bass have different pitches"),
        };
        var bar = TokenTracks.StepsPerQuarter * 4;
        return arguments.NumSteps is { } steps && steps > 0 && steps % bar == 0 && steps / bar <= TokenTracks.LargestBars
            ? TokenTracks.Named(FormattableString.Invariant($"{kind}-{steps / bar}bar{states}"))
            : throw Unread($"a phrase has {arguments.NumSteps?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "any number of"} steps, which are no bars of {bar} from 1 to {TokenTracks.LargestBars}");
    }

    /// <summary>What a melody of these pitches is called behind its bars.</summary>
    private string States(MagentaArguments? melody) => (melody?.MinPitch, melody?.MaxPitch) switch
    {
        (21, 108) => "",
        (0, 127) => "-130",
        var (low, high) => throw Unread($"its pitches are {low} to {high}, where 21 to 108 or 0 to 127 are read"),
    };

    /// <summary>Nothing: drums are read by one kit, whose drums the first pitches of the model's own classes must be.</summary>
    private string Kit(MagentaArguments? drums)
    {
        var kit = DrumKit.MusicVae;
        return drums?.PitchClasses is not { } classes
            || (classes.Length == kit.Drums.Length && classes.Index().All(one => one.Item.Length > 0 && kit.IndexOf(one.Item[0]) == one.Index))
            ? ""
            : throw Unread($"its drums are not the {kit.Drums.Length} of {kit.Name}");
    }

    private int Count(Func<int, string> layer)
    {
        var count = 0;
        while (weights.Has(layer(count) + "/kernel"))
        {
            count++;
        }

        return count;
    }

    private IsorhythmException Unread(string what) => new(
        $"The checkpoint {folder.Path} cannot be read ({what}): take a MusicVAE of melodies, drums or trios, such as mel_2bar_small or drums_2bar_lokl_small.");
}
