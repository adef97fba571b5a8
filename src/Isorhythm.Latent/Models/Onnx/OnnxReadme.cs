using System.Globalization;
using System.Text;
using Isorhythm.Music;
using Isorhythm.Tensors;

namespace Isorhythm.Latent;

/// <summary>The README.md beside the files of ONNX: every input and output with its axes, what the numbers mean, and how a program calls them.</summary>
internal static class OnnxReadme
{
    internal static string Write(LatentSpace space, IReadOnlyList<OnnxTrace> traces)
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"# {space.Name} as ONNX");
        text.AppendLine();
        var version = typeof(OnnxReadme).Assembly.GetName().Version!.ToString(3);
        text.AppendLine(CultureInfo.InvariantCulture, $"{space.Recipe.Title}. Written by Isorhythm {version}, after {space.Recipe.Paper}.");
        text.AppendLine("For onnxruntime 1.12 or newer and for onnxruntime-web (operator set 17, IR 8). The batch may be of any size.");
        foreach (var trace in traces)
        {
            text.AppendLine();
            text.AppendLine(CultureInfo.InvariantCulture, $"## {trace.Name}.onnx");
            text.AppendLine(trace.Meaning);
            text.AppendLine();
            text.AppendLine("| | name | type | axes | what it is |");
            text.AppendLine("| --- | --- | --- | --- | --- |");
            Rows(text, "in", trace.Inputs);
            Rows(text, "out", trace.Outputs);
        }

        text.AppendLine();
        text.AppendLine("## What the numbers mean");
        text.Append(space.Representation is GridRepresentation { Grid: var grid } ? Meaning(grid) : Meaning(((TokenRepresentation)space.Representation).Tracks));
        if (space.WritesStepByStep)
        {
            text.AppendLine(HowItIsWritten(space));
        }

        text.AppendLine(traces[0].Name == OnnxCode.Encoder
            ? "A point of the space is any row of numbers; music that the model knows lies where the encoder puts it."
            : "A point of the space is any row of numbers; most of its music lies within -3 to 3. The program that trained it kept no encoder.");
        text.AppendLine();
        text.Append(OnnxExamples.Of(space, traces));
        return text.ToString().ReplaceLineEndings("\n");
    }

    private static void Rows(StringBuilder text, string direction, IEnumerable<OnnxValue> values)
    {
        foreach (var value in values)
        {
            var axes = string.Join(", ", value.Axes.Select(axis => axis.IsBatch ? axis.Name : $"{axis.Name} {axis.Size}"));
            var type = value.Type == OnnxType.Float ? "float32" : "int32";
            text.AppendLine(CultureInfo.InvariantCulture, $"| {direction} | `{value.Name}` | {type} | [{axes}] | {value.Meaning} |");
        }
    }

    private static string HowItIsWritten(LatentSpace space)
    {
        const string loop = "It is written step by step: decoder-start gives the embedding and the first state of each part, decoder-step is called once for every "
            + "step of the part, and takes the state that the call before gave and what was chosen from it. The first step of a part is given what the part before it "
            + "ended with. ";
        return loop + (space is GridSpace
            ? "Where a drum is not hit, the next step is given 0 in all its features, and where it is, onset is 1."
            : "What is chosen is yours: the likeliest state, or one drawn from softmax(logits / temperature).");
    }

    private static StringBuilder Meaning(DrumGrid grid)
    {
        var drums = string.Join(", ", grid.Kit.Drums.Select((drum, i) => string.Create(CultureInfo.InvariantCulture, $"{i} {drum.Name} ({drum.OutputPitch})")));
        return new StringBuilder()
            .AppendLine(CultureInfo.InvariantCulture, $"Drums, each with the MIDI note that it is played with: {drums}.")
            .AppendLine(CultureInfo.InvariantCulture, $"Steps: {grid.StepsPerQuarter} in a quarter note, {grid.Steps} in a phrase.");
    }

    private static StringBuilder Meaning(TokenTracks tracks)
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"Steps: sixteenths, {tracks.StepsPerBar} in a bar, {tracks.Steps} in a phrase. States are counted from 0:");
        foreach (var track in tracks.Tracks)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"- `{track.Name}`: {Meaning(track.Vocabulary)}");
        }

        return text;
    }

    private static string Meaning(Vocabulary vocabulary)
    {
        if (vocabulary.Kit is { } kit)
        {
            var drums = string.Join(", ", kit.Drums.Select((drum, i) => string.Create(CultureInfo.InvariantCulture, $"{1 << i} {drum.Name} ({drum.OutputPitch})")));
            return $"the drums that are hit, added up; each with the MIDI note that it is played with: {drums}; 0 is silence.";
        }

        var (hold, off) = vocabulary.SaysRests ? ("what sounds sounds on", "nothing sounds") : ("nothing changes", "the note ends");
        return string.Create(
            CultureInfo.InvariantCulture,
            $"0 {hold}, 1 {off}, {Vocabulary.FirstPitch} and above a {(vocabulary.IsDrums ? "drum is hit" : "note begins")}: state - {Vocabulary.FirstPitch} + {vocabulary.LowestPitch} is its MIDI note.");
    }
}
