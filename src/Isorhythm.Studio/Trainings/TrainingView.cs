using System.Text.Json.Serialization;
using Isorhythm.Latent;

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
    TrainingState State)
{
    internal static TrainingView Of(string name, TrainingProgress at) => new(
        name, at.Step, at.Steps, at.Seconds, at.SecondsLeft, LossView.Of(at.Train), LossView.Of(at.Validation), at.Sentence, TrainingState.Running);

    internal static TrainingView Of(string name, TrainingResult end) => new(
        name, end.Steps, end.Steps, end.Seconds, 0, LossView.Of(end.Train), LossView.Of(end.Validation), end.Verdict,
        end.Ended == TrainingEnd.Stopped ? TrainingState.Stopped : TrainingState.Done);
}

/// <summary>The parts of a loss, each a mean over phrases, in nats.</summary>
public sealed record LossView(double Total, double Onset, double Velocity, double Microtiming, double Kl)
{
    internal static LossView Nothing { get; } = new(0, 0, 0, 0, 0);

    internal static LossView Of(LossParts loss) => new(loss.Total, loss.Onset, loss.Velocity, loss.Microtiming, loss.Kl);

    internal static LossView? Of(LossParts? loss) => loss is { } known ? Of(known) : null;
}

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
