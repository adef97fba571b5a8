using System.Text.Json.Serialization;

namespace Isorhythm.Studio;

/// <summary>How a training stands, as the hub's event <c>training</c> and <c>/api/state</c> tell it.</summary>
/// <param name="Name">The model that is being made.</param>
/// <param name="Step">Steps done.</param>
/// <param name="Steps">Steps planned at most.</param>
/// <param name="Seconds">Wall time so far.</param>
/// <param name="SecondsLeft">Wall time that is still expected.</param>
/// <param name="Train">Loss on the training phrases.</param>
/// <param name="Validation">Loss on the phrases that are held out; null when none are.</param>
/// <param name="Sentence">The same for people.</param>
/// <param name="State">Whether it still goes on, and if not, how it ended.</param>
public sealed record TrainingView(
    string Name,
    int Step,
    int Steps,
    double Seconds,
    double SecondsLeft,
    LossView Train,
    LossView? Validation,
    string Sentence,
    TrainingState State);

/// <summary>The parts of a loss, each a mean over phrases.</summary>
public sealed record LossView(double Total, double Onset, double Velocity, double Microtiming, double Kl);

/// <summary>Where a training is in its life.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<TrainingState>))]
public enum TrainingState
{
    /// <summary>It learns.</summary>
    [JsonStringEnumMemberName("running")]
    Running,

    /// <summary>It ended by itself, and the model can be played.</summary>
    [JsonStringEnumMemberName("done")]
    Done,

    /// <summary>It broke off; <see cref="TrainingView.Sentence"/> says why, and no model was left behind.</summary>
    [JsonStringEnumMemberName("failed")]
    Failed,

    /// <summary>Somebody stopped it; what it had learned is a model that can be played.</summary>
    [JsonStringEnumMemberName("stopped")]
    Stopped,
}
