using System.Text;
using Isorhythm.Tensors;

namespace Isorhythm.Latent;

/// <summary>todo</summary>
internal static class OnnxReadme
{
    internal static string Write(LatentSpace space, IReadOnlyList<OnnxTrace> traces) => new StringBuilder(space.Name).Append(traces.Count).ToString();
}
