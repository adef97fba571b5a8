using Isorhythm.Music;

namespace Isorhythm.Tests.Music;

/// <summary>Scores written in sixteenths, for tests.</summary>
internal static class Tune
{
    internal const int Step = 120;
    internal const int Quarter = 4 * Step;

    /// <summary>A note of a piano from a step to another.</summary>
    internal static Note Note(int pitch, double from, double to, int program = 0, int channel = 0, int track = 0) =>
        new(new Ticks((long)(from * Step)), new Ticks((long)((to - from) * Step)), (byte)channel, (byte)pitch, 80)
        {
            Program = (byte)program,
            Track = (byte)track,
        };

    /// <summary>A drum on a step.</summary>
    internal static Note Drum(int pitch, double step, int track = 0) => Note(pitch, step, step + 1, channel: 9, track: track);

    /// <summary>The same pitch on every quarter of some bars of 4/4.</summary>
    internal static IEnumerable<Note> Pulse(int pitch, int firstBar, int bars, int program = 0, int channel = 0) =>
        Enumerable.Range(firstBar * 4, bars * 4).Select(quarter => Note(pitch + (quarter % 4), quarter * 4, (quarter * 4) + 4, program, channel));

    internal static Score Score(params IEnumerable<Note> notes) => ScoreIn("4/4", notes);

    /// <summary>A score in metres: "4/4", or "4/4 3/4@16" where the second begins at step 16.</summary>
    internal static Score ScoreIn(string metres, params IEnumerable<Note> notes) =>
        new(new TempoMap(Quarter), new MeterMap([.. metres.Split(' ').Select(Meter)]), notes, default);

    /// <summary>Tokens as text: "-" holds, "x" is off or rests, a number begins its pitch.</summary>
    internal static string Text(TokenPhrase phrase, int track = 0)
    {
        var vocabulary = phrase.Tracks.Tracks[track].Vocabulary;
        return string.Join(' ', phrase.Track(track).ToArray().Select(token => vocabulary.Kit is not null ? $"{token}" : token switch
        {
            Vocabulary.Hold => "-",
            Vocabulary.Off => "x",
            _ => $"{vocabulary.PitchOf(token)}",
        }));
    }

    /// <summary>The phrase of one track that <see cref="Text"/> writes; holds to the end are left out.</summary>
    internal static TokenPhrase Phrase(string name, string text)
    {
        var tracks = TokenTracks.Named(name);
        var tokens = new ushort[tracks.Width];
        var at = 0;
        foreach (var word in text.Split(' '))
        {
            tokens[at++] = word switch
            {
                "-" => Vocabulary.Hold,
                "x" => Vocabulary.Off,
                _ when tracks.Tracks[0].Vocabulary.Kit is not null => ushort.Parse(word),
                _ => tracks.Tracks[0].Vocabulary.TokenOf(int.Parse(word)),
            };
        }

        return new TokenPhrase(tracks, tokens);
    }

    /// <summary>A bar of drums, bass, guitar and strings as <see cref="Text"/> writes them; rests to the end are left out.</summary>
    internal static TokenPhrase Band(params string[] lines)
    {
        var tracks = TokenTracks.Named("band-1bar");
        var tokens = new ushort[tracks.Width];
        Array.Fill(tokens, Vocabulary.Rest);
        foreach (var (track, line) in lines.Index())
        {
            foreach (var (step, word) in line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Index())
            {
                tokens[(track * tracks.Steps) + step] = word switch
                {
                    "-" => Vocabulary.Hold,
                    "x" => Vocabulary.Rest,
                    _ => tracks.Tracks[track].Vocabulary.TokenOf(int.Parse(word)),
                };
            }
        }

        return new TokenPhrase(tracks, tokens);
    }

    /// <summary>The phrases of a score by the rules of the paper.</summary>
    internal static List<TokenPhrase> Read(string name, Score score) => [.. TokenTracks.Named(name).Read(score).Phrases.Select(phrase => (TokenPhrase)phrase.Phrase)];

    /// <summary>The phrases of a whole piece.</summary>
    internal static List<TokenPhrase> ReadWhole(string name, Score score)
    {
        var tracks = TokenTracks.Named(name);
        return [.. new TokenReader(tracks, TokenRules.WholePiece(tracks)).Read(score).Phrases.Select(phrase => (TokenPhrase)phrase.Phrase)];
    }

    private static Meter Meter(string text)
    {
        var parts = text.Split('@');
        var beats = parts[0].Split('/');
        return new Meter(new Ticks(parts.Length > 1 ? int.Parse(parts[1]) * Step : 0), int.Parse(beats[0]), int.Parse(beats[1]));
    }
}
