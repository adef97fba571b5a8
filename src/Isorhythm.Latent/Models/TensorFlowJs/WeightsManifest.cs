namespace Isorhythm.Latent;

/// <summary>A group of a weights manifest: tensors that lie back to back in files that follow one another.</summary>
/// <param name="Paths">The files.</param>
/// <param name="Weights">The tensors.</param>
internal sealed record WeightGroup(string[] Paths, StoredTensor[] Weights);

/// <summary>A tensor of a weights manifest.</summary>
/// <param name="Name">Its name in TensorFlow.</param>
/// <param name="Shape">Its sizes.</param>
/// <param name="Dtype">What it is in use: "float32", "int32" or "bool".</param>
/// <param name="Quantization">How it is stored, where that is smaller.</param>
internal sealed record StoredTensor(string Name, int[] Shape, string Dtype, Quantization? Quantization = null);

/// <summary>How a tensor's numbers are stored: value = stored · scale + min.</summary>
/// <param name="Dtype">"uint8", "uint16" or "float16", which has no scale.</param>
/// <param name="Scale">Between two neighbouring values.</param>
/// <param name="Min">The value that is stored as 0.</param>
internal sealed record Quantization(string Dtype, double Scale = 1, double Min = 0);
