using System.Diagnostics;
using System.Text.Json;
using Isorhythm.Music;

namespace Isorhythm.Studio;

/// <content>How a phrase is answered and recorded.</content>
internal sealed partial class JamSession
{
    // Numbers of phrases may be any; a phrase has fewer windows than this.
    private const ulong SeedsOfAPhrase = 16;

    /// <summary>Answers a phrase that nobody played and nobody hears, so that the first that is played need not wait for what is done once.</summary>
    public void WarmUp()
    {
        var turn = Compose(new JamPhrase(0, new GridPhrase(form.Grid, new Hit(0, 0, 1, 0)), Partial: true, Stopwatch.GetTimestamp()), null, JamMove.Usual);
        turn.ToBytes();
        JsonSerializer.SerializeToUtf8Bytes(turn.Answer(0), StudioJson.Default.JamReply);
    }

    private void Answer(JamPhrase phrase)
    {
        JamTurn? before;
        JamMove move;
        lock (gate)
        {
            if (record.Numbered(phrase.Number) is { } answered)
            {
                player?.Hear(answered.Answer(Since(phrase.Arrived)));
                return;
            }

            (before, move) = (record.Before(phrase.Number), record.Move);
        }

        var turn = Compose(phrase, before, move);
        lock (gate)
        {
            if (phrase.Partial)
            {
                player?.Hear(turn.Answer(Since(phrase.Arrived)) with { Partial = true });
                return;
            }

            CatchUp();
            if (record.Numbered(phrase.Number) is null)
            {
                RecordMove();
                record.Add(turn);
                Record(turn);
            }

            // Another studio may have answered the same phrase: what was recorded is what is heard.
            var heard = record.Numbered(phrase.Number)!;
            player?.Hear(heard.Answer(Since(phrase.Arrived)));
            foreach (var watcher in watchers)
            {
                watcher.Hear(heard.View());
            }
        }
    }

    private JamTurn Compose(JamPhrase phrase, JamTurn? before, JamMove move)
    {
        var windows = form.Cut(phrase.Played);
        var (humans, machines, replies) = (new float[windows.Count][], new float[windows.Count][], new GridPhrase[windows.Count]);
        for (var window = 0; window < windows.Count; window++)
        {
            // Codes of a model that has been trained anew since lie in another space.
            var last = before?.HumanCodes.ElementAtOrDefault(window) is { } known && known.Length == model.Middle.Length ? known : null;
            humans[window] = windows[window].Hits.IsEmpty ? last ?? model.Middle : model.Encode(windows[window]);
            (machines[window], replies[window]) = model.Answer(
                humans[window], move, last, Head.Seed + (SeedsOfAPhrase * (ulong)phrase.Number) + (ulong)window);
        }

        return new JamTurn(
            phrase.Number,
            JamForm.Write(phrase.Played),
            JamForm.Write(form.Paste(replies)),
            Mean(humans),
            Mean(machines),
            humans,
            machines,
            move.Sigma,
            move.Drift,
            Since(phrase.Arrived),
            DateTimeOffset.UtcNow);
    }

    private float[] Mean(float[][] codes)
    {
        var points = codes.Select(model.Point).ToList();
        return [.. Enumerable.Range(0, 3).Select(axis => points.Average(point => point[axis]))];
    }

    // What another studio has recorded since: a player may have been there while this one could not be reached.
    private void CatchUp()
    {
        foreach (var line in file.ReadNew())
        {
            IsUnwritten &= line is not JamHead;
            record.Add(line);
        }
    }

    private void RecordMove()
    {
        if (isMoved)
        {
            isMoved = false;
            Record(new JamSet(record.Move.Sigma, record.Move.Drift));
        }
    }

    // A full disk does not stop the music; the player hears of it.
    private void Record(JamLine line)
    {
        try
        {
            if (IsUnwritten)
            {
                file.Append(Head);
                IsUnwritten = false;
            }

            file.Append(line);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            var why = failure is IOException full && DiskFull.Says(full) ? DiskFull.Sentence : "The disk does not take it.";
            player?.Hear(new JamError($"This part of \"{Head.Session}\" is not recorded: {why}"));
        }
    }

    private static double Since(long arrived) => Math.Round(Stopwatch.GetElapsedTime(arrived).TotalMilliseconds, 2);
}
