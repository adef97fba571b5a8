using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;

namespace Isorhythm.Studio;

/// <summary>
/// One jam: a player's phrases, the machine's answers, and whoever listens. Phrases are answered one at a time and recorded before their
/// answer is heard. An answer follows from the session's seed, the phrase and its number, how the machine moves and where the player was before,
/// so the same session played again gives the same.
/// </summary>
internal sealed partial class JamSession : IDisposable
{
    // From one phrase to the next, at most tempos.
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(20);

    private readonly Lock gate = new();
    private readonly JamModel model;
    private readonly JamForm form;
    private readonly JamFile file;
    private readonly JamRecord record;
    private readonly JamLimits limits;
    private readonly LinkedList<JamPhrase> waiting = [];
    private readonly HashSet<IJamListener> watchers = [];
    private IJamListener? player;
    private string? token;
    private bool isDue;

    // A knob that is turned says so a hundred times a second: what counts is where it stands when a phrase is answered.
    private bool isMoved;
    private bool isClosed;
    private long lastLeft = Stopwatch.GetTimestamp();
    private long lastPlayed = Stopwatch.GetTimestamp();

    /// <summary>A session that goes on from its record; the file has been read to its end.</summary>
    public JamSession(JamRecord record, JamFile file, JamModel model, JamLimits limits)
    {
        (this.record, this.file, this.model, this.limits) = (record, file, model, limits);
        form = JamForm.Of(model.Grid, record.Head.Bars);
    }

    public JamHead Head => record.Head;

    /// <summary>Nothing of it is on the disk yet: who only looks in leaves no file.</summary>
    public bool IsUnwritten { get; set; }

    /// <summary>Somebody plays it, or watches.</summary>
    public bool IsAttended
    {
        get
        {
            lock (gate)
            {
                return player is not null || watchers.Count > 0;
            }
        }
    }

    /// <summary>Its player has just joined, or played a moment ago.</summary>
    public bool IsPlayed
    {
        get
        {
            lock (gate)
            {
                return player is not null && Stopwatch.GetElapsedTime(lastPlayed) < Pause;
            }
        }
    }

    /// <summary>Since when nobody is in it.</summary>
    public TimeSpan IdleTime
    {
        get
        {
            lock (gate)
            {
                return player is not null || watchers.Count > 0 || isDue ? TimeSpan.Zero : Stopwatch.GetElapsedTime(lastLeft);
            }
        }
    }

    public static string HashOf(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    /// <summary>Makes the listener the session's player, in place of the one that was; false where the session has just been closed.</summary>
    /// <exception cref="RefusedException">The token is not the player's.</exception>
    public bool Play(string? given, IJamListener listener)
    {
        lock (gate)
        {
            if (isClosed)
            {
                return false;
            }

            if (given is null || HashOf(given) != Head.TokenHash)
            {
                throw Refusal.Conflict(
                    $"\"{Head.Session}\" is somebody else's jam: watch it, or choose another name.");
            }

            if (player is not null && player != listener)
            {
                player.Hear(new JamError("This jam is played from another place now: join it again to take it back."));
            }

            token = given;
            watchers.Remove(listener);
            player = listener;
            lastPlayed = Stopwatch.GetTimestamp();
            CatchUp();
            listener.Hear(Joined(token));
            return true;
        }
    }

    /// <summary>Lets the listener watch; false where the session has just been closed.</summary>
    /// <exception cref="RefusedException">Too many watch.</exception>
    public bool Watch(IJamListener listener)
    {
        lock (gate)
        {
            if (isClosed)
            {
                return false;
            }

            if (watchers.Count >= limits.Watchers)
            {
                throw Refusal.Conflict($"{limits.Watchers} watch \"{Head.Session}\" already, which is all that it takes: try again later.");
            }

            player = player == listener ? null : player;
            watchers.Add(listener);
            CatchUp();
            listener.Hear(Joined(null));
            return true;
        }
    }

    /// <summary>The listener hears no more.</summary>
    public void Leave(IJamListener listener)
    {
        lock (gate)
        {
            player = player == listener ? null : player;
            watchers.Remove(listener);
            if (!IsUnwritten)
            {
                RecordMove();
            }

            lastLeft = Stopwatch.GetTimestamp();
        }
    }

    /// <summary>Closes the session where nobody is in it; false where somebody is.</summary>
    public bool TryClose()
    {
        lock (gate)
        {
            isClosed = isClosed || (player is null && watchers.Count == 0 && !isDue);
            return isClosed;
        }
    }

    /// <summary>Sets how the machine moves.</summary>
    /// <exception cref="RefusedException">The listener only watches, or a number is out of range.</exception>
    public void Set(IJamListener from, double? sigma, double? drift)
    {
        lock (gate)
        {
            CheckPlays(from);
            var move = record.Move.With(sigma, drift);
            record.Add(new JamSet(move.Sigma, move.Drift));
            isMoved = true;
        }
    }

    /// <summary>Takes a phrase that is to be answered; true where the session is to be given its turn, see <see cref="AnswerOne"/>.</summary>
    /// <exception cref="RefusedException">The listener only watches, the phrase is none, or too many wait.</exception>
    public bool Take(IJamListener from, int number, IReadOnlyList<JamNote> notes, bool partial)
    {
        var phrase = new JamPhrase(number, form.Read(notes), partial, Stopwatch.GetTimestamp());
        lock (gate)
        {
            CheckPlays(from);
            if (!partial)
            {
                Drop(number);
            }

            if (waiting.Count >= limits.Waiting)
            {
                throw Refusal.Conflict($"{limits.Waiting} phrases wait for their answer already: send phrase {number} again when they have it.");
            }

            if (record.Count >= limits.Turns && record.Numbered(number) is null)
            {
                throw Refusal.Conflict($"\"{Head.Session}\" has its {limits.Turns} turns: begin another jam.");
            }

            lastPlayed = phrase.Arrived;
            waiting.AddLast(phrase);
            var wasDue = isDue;
            isDue = true;
            return !wasDue;
        }
    }

    /// <summary>Answers the phrase that waits longest, or says why it cannot; true where another waits. Called by one thread at a time.</summary>
    public bool AnswerOne(Action<Exception> report)
    {
        JamPhrase phrase;
        lock (gate)
        {
            phrase = waiting.First!.Value;
            waiting.RemoveFirst();
        }

        try
        {
            Answer(phrase);
        }
        catch (Exception failure)
        {
            report(failure);
            Fail($"Phrase {phrase.Number} could not be answered: play on, and the studio's terminal says more.");
        }

        lock (gate)
        {
            isDue = waiting.Count > 0;
            return isDue;
        }
    }

    public void Dispose() => file.Dispose();

    // The whole phrase takes the place of the unfinished one that still waits.
    private void Drop(int number)
    {
        if (waiting.FirstOrDefault(one => one.Partial && one.Number == number) is { } unfinished)
        {
            waiting.Remove(unfinished);
        }
    }

    private void Fail(string sentence)
    {
        lock (gate)
        {
            player?.Hear(new JamError(sentence));
        }
    }

    private void CheckPlays(IJamListener from)
    {
        if (player != from)
        {
            throw Refusal.Conflict($"You do not play \"{Head.Session}\" from here: join it with its token first.");
        }
    }

    private JamJoined Joined(string? itsToken) => new(
        Head.Session,
        form.Grid.Steps,
        [.. form.Grid.Kit.Drums.Select(drum => drum.Name)],
        itsToken,
        Head.Model,
        Head.Bpm,
        Head.Bars,
        form.Grid.StepsPerQuarter,
        record.Move.Sigma,
        record.Move.Drift,
        model.Cloud,
        [.. record.Turns.Select(turn => turn.View())]);
}
