namespace Isorhythm.Tensors;

/// <summary>What a recurrent layer starts from beyond its <see cref="Initialiser"/>.</summary>
/// <param name="EmbeddedRows">
/// So many first inputs are categories of which one at a time is on. Their rows start standard normal, as an embedding's do: drawn for the
/// sum of all inputs, a single row would be drowned by the layer's own last output.
/// </param>
/// <param name="Memory">Of an LSTM: for how many steps its units remember at first, each for another part of them; 0 for forget gates at 1.</param>
public readonly record struct RecurrentStart(int EmbeddedRows = 0, int Memory = 0);
