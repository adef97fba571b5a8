using Isorhythm.Music;
using Isorhythm.Tensors;

namespace Isorhythm.Latent;

/// <summary>Ten lines of Python and of JavaScript that decode a point of the space with the files of ONNX, made for the model's own inputs and outputs.</summary>
internal static class OnnxExamples
{
    internal static string Of(LatentSpace space, IReadOnlyList<OnnxTrace> traces)
    {
        var (python, javaScript) = (space.WritesStepByStep, space.Representation) switch
        {
            (false, GridRepresentation) => (GridInPython(space, traces[^1]), GridInJavaScript(space, traces[^1])),
            (false, _) => (TokensInPython(space, traces[1]), TokensInJavaScript(space, traces[1])),
            (true, GridRepresentation { Grid: var grid }) => (StepsInPython(space, traces, grid.Steps), StepsInJavaScript(space, traces, grid.Steps)),
            _ => (StepsInPython(space, traces, TracksOf(space).Steps), StepsInJavaScript(space, traces, TracksOf(space).Steps)),
        };
        return
            $"""
            ## In Python (onnxruntime)
            ```python
            {python}
            ```

            ## In JavaScript (onnxruntime-web)
            ```js
            {javaScript}
            ```

            """;
    }

    private static string GridInPython(LatentSpace space, OnnxTrace decoder) =>
        $"""
        import numpy as np
        import onnxruntime as ort

        decoder = ort.InferenceSession("decoder.onnx")
        code = np.zeros((1, {space.Dimensions}), np.float32)
        names = [output.name for output in decoder.get_outputs()]
        heard = dict(zip(names, decoder.run(names, {Braces("\"code\": code")})))
        for drum, step in np.argwhere(heard["{decoder.Outputs[0].Name}"][0] > 0.5):
            print(step, drum, {string.Join(", ", decoder.Outputs.Select(output => $"heard[\"{output.Name}\"][0, drum, step]"))})
        """;

    private static string GridInJavaScript(LatentSpace space, OnnxTrace decoder) =>
        $$"""
        import * as ort from "onnxruntime-web";

        const decoder = await ort.InferenceSession.create("decoder.onnx");
        const code = new ort.Tensor("float32", new Float32Array({{space.Dimensions}}), [1, {{space.Dimensions}}]);
        const heard = await decoder.run({ code });
        const [, drums, steps] = heard.{{decoder.Outputs[0].Name}}.dims;
        for (let cell = 0; cell < drums * steps; cell++) {
          if (heard.{{decoder.Outputs[0].Name}}.data[cell] > 0.5) console.log(cell % steps, Math.floor(cell / steps));
        }
        """;

    private static string TokensInPython(LatentSpace space, OnnxTrace decoder) =>
        $"""
        import numpy as np
        import onnxruntime as ort

        decoder = ort.InferenceSession("decoder.onnx")
        code = np.zeros((1, {space.Dimensions}), np.float32)
        names = [output.name for output in decoder.get_outputs()]
        for track, probabilities in zip(names, decoder.run(names, {Braces("\"code\": code")})):
            print(track, probabilities[0].argmax(axis=0))
        """;

    private static string TokensInJavaScript(LatentSpace space, OnnxTrace decoder) =>
        $$"""
        import * as ort from "onnxruntime-web";

        const decoder = await ort.InferenceSession.create("decoder.onnx");
        const code = new ort.Tensor("float32", new Float32Array({{space.Dimensions}}), [1, {{space.Dimensions}}]);
        const { data, dims: [, states, steps] } = (await decoder.run({ code })).{{decoder.Outputs[0].Name}};
        for (let step = 0; step < steps; step++) {
          const each = Array.from({ length: states }, (_, state) => data[state * steps + step]);
          console.log(step, each.indexOf(Math.max(...each)));
        }
        """;

    private static string StepsInPython(LatentSpace space, IReadOnlyList<OnnxTrace> traces, int steps)
    {
        var isGrid = space is GridSpace;
        var (parts, step) = (traces[1].Outputs[0].Axes[0].Size, traces[2]);
        var nothing = isGrid ? $"np.zeros((1, {step.Outputs[0].Axes[1].Size}), np.float32)" : "np.full(1, -1, np.int32)";
        var choice = isGrid
            ? $"[np.where(heard[0] > 0.5, values if name != \"onset\" else 1, 0).astype(np.float32) for name, values in zip(names, heard)]"
            : "[logits.argmax(axis=1).astype(np.int32) for logits in heard]";
        return
            $"""
            import numpy as np
            import onnxruntime as ort

            start, step = ort.InferenceSession("decoder-start.onnx"), ort.InferenceSession("decoder-step.onnx")
            names = {Names(step)}
            embedding, state = start.run(["embedding", "state"], {Braces($"\"code\": np.zeros((1, {space.Dimensions}), np.float32)")})
            played = [{nothing} for _ in names]
            for at in range({steps}):
                part = at // {steps / parts}
                now = state[part] if at % {steps / parts} == 0 else now
                before = {Braces("f\"previous_{name}\": value for name, value in zip(names, played)")}
                *heard, now = step.run([*names, "next_state"], {Braces("\"embedding\": embedding[part], \"state\": now, **before")})
                played = {choice}
                print(at, *played)
            """;
    }

    private static string StepsInJavaScript(LatentSpace space, IReadOnlyList<OnnxTrace> traces, int steps)
    {
        var isGrid = space is GridSpace;
        var (parts, step) = (traces[1].Outputs[0].Axes[0].Size, traces[2]);
        var drums = isGrid ? step.Outputs[0].Axes[1].Size : 0;
        var nothing = isGrid
            ? $"new ort.Tensor(\"float32\", new Float32Array({drums}), [1, {drums}])"
            : "new ort.Tensor(\"int32\", [-1], [1])";
        var choice = isGrid
            ? $"new ort.Tensor(\"float32\", heard[name].data.map((x, i) => (heard[names[0]].data[i] > 0.5 ? (name === \"onset\" ? 1 : x) : 0)), [1, {drums}])"
            : "new ort.Tensor(\"int32\", [heard[name].data.indexOf(Math.max(...heard[name].data))], [1])";
        return
            $$"""
            import * as ort from "onnxruntime-web";

            const [start, step] = await Promise.all(["decoder-start.onnx", "decoder-step.onnx"].map((file) => ort.InferenceSession.create(file)));
            const names = {{Names(step)}};
            const begun = await start.run({ code: new ort.Tensor("float32", new Float32Array({{space.Dimensions}}), [1, {{space.Dimensions}}]) });
            const part = ({ data, dims: [, , width] }, u) => new ort.Tensor("float32", data.slice(u * width, (u + 1) * width), [1, width]);
            let played = names.map(() => {{nothing}});
            for (let at = 0, state; at < {{steps}}; at++) {
              if (at % {{steps / parts}} === 0) state = part(begun.state, at / {{steps / parts}});
              const before = Object.fromEntries(names.map((name, i) => [`previous_${name}`, played[i]]));
              const heard = await step.run({ embedding: part(begun.embedding, Math.floor(at / {{steps / parts}})), state, ...before });
              state = heard.next_state;
              played = names.map((name) => {{choice}});
              console.log(at, ...played.map((value) => value.data));
            }
            """;
    }

    private static string Names(OnnxTrace step) => $"[{string.Join(", ", step.Outputs.SkipLast(1).Select(output => $"\"{output.Name}\""))}]";

    private static string Braces(string inside) => "{" + inside + "}";

    private static TokenTracks TracksOf(LatentSpace space) => ((TokenRepresentation)space.Representation).Tracks;
}
