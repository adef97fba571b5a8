using System.Text.Json;

namespace Isorhythm.Latent;

/// <summary>config.json of a checkpoint of @magenta/music: what the model reads and writes. Its sizes are those of its tensors.</summary>
/// <param name="Type">"MusicVAE".</param>
/// <param name="DataConverter">How music becomes the model's numbers.</param>
/// <param name="UseBooleanDecoder">Whether each output is a drum that is hit or not.</param>
/// <param name="ChordEncoder">How chords are given to the model; null where none are.</param>
/// <param name="ConditionOnKey">Whether the key is given to the model.</param>
/// <param name="ExtraControls">What else is.</param>
internal sealed record MagentaConfig(
    string? Type = null,
    MagentaConverter? DataConverter = null,
    bool UseBooleanDecoder = false,
    string? ChordEncoder = null,
    bool ConditionOnKey = false,
    JsonElement[]? ExtraControls = null);

/// <summary>How music becomes a model's numbers.</summary>
/// <param name="Type">"MelodyConverter", "DrumsConverter" or "TrioConverter", of the kinds that are read here.</param>
/// <param name="Args">The converter's settings.</param>
internal sealed record MagentaConverter(string? Type = null, MagentaArguments? Args = null);

/// <summary>A converter's settings; null where they are left out.</summary>
/// <param name="NumSteps">Steps in a phrase.</param>
/// <param name="NumSegments">Segments that a hierarchical model decodes one by one.</param>
/// <param name="MinPitch">The lowest MIDI pitch of a melody.</param>
/// <param name="MaxPitch">The highest.</param>
/// <param name="PitchClasses">The MIDI pitches of each drum.</param>
/// <param name="MelArgs">A trio's melody.</param>
/// <param name="BassArgs">A trio's bass.</param>
/// <param name="DrumsArgs">A trio's drums.</param>
internal sealed record MagentaArguments(
    int? NumSteps = null,
    int? NumSegments = null,
    int? MinPitch = null,
    int? MaxPitch = null,
    int[][]? PitchClasses = null,
    MagentaArguments? MelArgs = null,
    MagentaArguments? BassArgs = null,
    MagentaArguments? DrumsArgs = null);
