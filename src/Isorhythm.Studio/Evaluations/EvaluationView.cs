using System.Text.Json.Serialization;
using Isorhythm.Latent;

namespace Isorhythm.Studio;

/// <summary>How an evaluation stands, as the hub's event <c>evaluation</c> tells it.</summary>
/// <param name="Name">The model that is measured.</param>
/// <param name="Share">How much of it is done, 0..1.</param>
/// <param name="Sentence">The same for people.</param>
/// <param name="State">Whether it still goes on, and if not, how it ended.</param>
internal sealed record EvaluationView(string Name, double Share, string Sentence, EvaluationState State)
{
    public static EvaluationView Of(string name, EvaluationProgress at) => new(
        name,
        (at.Done + at.Share) / at.Protocols,
        $"{Evaluator.QuestionOf(at.Protocol)} ({Math.Min(at.Done + 1, at.Protocols)} of {at.Protocols})",
        EvaluationState.Running);
}

/// <summary>Where an evaluation is in its life.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<EvaluationState>))]
internal enum EvaluationState
{
    /// <summary>It measures.</summary>
    [JsonStringEnumMemberName("running")]
    Running,

    /// <summary>Its report can be opened.</summary>
    [JsonStringEnumMemberName("done")]
    Done,

    /// <summary>It broke off; <see cref="EvaluationView.Sentence"/> says why. The report before it stays.</summary>
    [JsonStringEnumMemberName("failed")]
    Failed,

    /// <summary>Somebody stopped it. The report before it stays.</summary>
    [JsonStringEnumMemberName("stopped")]
    Stopped,
}
