namespace Isorhythm.Latent;

/// <summary>What a MusicVAE calls its layers in TensorFlow; behind a name stands "/kernel" or "/bias".</summary>
internal static class MagentaNames
{
    internal const string Mean = "encoder/mu";
    internal const string Deviation = "encoder/sigma";
    internal const string Conductor = "decoder/hierarchical_level_0";
    internal const string ConductorStart = Conductor + "/initial_state";

    internal static string EncoderLayer(int layer, bool backwards) => $"encoder/cell_{layer}/{Direction(backwards)}";

    /// <summary>A level of a hierarchical encoder: 0 reads the steps of a bar, 1 the bars.</summary>
    internal static string EncoderLevel(int level, bool backwards) => $"encoder/hierarchical_level_{level}/cell_0/{Direction(backwards)}";

    internal static string ConductorLayer(int layer) => $"{Conductor}/cell_{layer}/lstm_cell";

    /// <summary>What the names of a track's decoder begin with.</summary>
    internal static string Decoder(int track, int tracks, bool underConductor) =>
        (underConductor ? "core_decoder/" : "") + (tracks > 1 ? $"core_decoder_{track}/" : "") + "decoder";

    internal static string DecoderLayer(string decoder, int layer) => $"{decoder}/multi_rnn_cell/cell_{layer}/lstm_cell";

    internal static string DecoderStart(string decoder) => $"{decoder}/z_to_initial_state";

    internal static string Output(string decoder) => $"{decoder}/output_projection";

    /// <summary>A variable that only a neural autoregressive distribution estimator has.</summary>
    internal static string Nade(string decoder) => $"{decoder}/nade/w_enc";

    private static string Direction(bool backwards) => $"bidirectional_rnn/{(backwards ? "bw" : "fw")}/multi_rnn_cell/cell_0/lstm_cell";
}
