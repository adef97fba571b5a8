using System.CommandLine;
using Isorhythm.Cli;

const string example =
    """
    isorhythm studio
    isorhythm train r-vae-2bar --data clips/ --out models/mine
    """;
var root = new RootCommand("Learns a playable space of rhythms from MIDI clips: train it, walk it, play it.")
{
    CorpusVerb.Create(),
    RecipesVerb.Create(),
    TrainVerb.Create(),
    SampleVerb.Create(),
    EncodeVerb.Create(),
    DecodeVerb.Create(),
    ReconstructVerb.Create(),
    InterpolateVerb.Create(),
    AttributeVerb.Create(),
    StyleVerb.Create(),
    BlendVerb.Create(),
    EvaluateVerb.Create(),
    ExportVerb.Create(),
    StudioVerb.Create(),
};
return CommandLine.Run(root, example, args);
