using System.CommandLine;
using System.Globalization;
using Isorhythm.Latent;
using Isorhythm.Music;

namespace Isorhythm.Cli;

/// <summary><c>isorhythm blend</c>: the drums of one song, the bass of another.</summary>
internal static class BlendVerb
{
    internal static Command Create()
    {
        var model = Parameters.Model();
        var files = new Argument<string[]>("FILE.mid") { Description = "MIDI files, from two to one a track", Arity = ArgumentArity.OneOrMore };
        var from = new Option<string?>("--from")
        {
            HelpName = "N,N,...",
            Description = "for each track of the model the file that it is from, counted from 1; else the tracks are shared out in order",
        };
        var target = Parameters.Out("FILE.mid", "the MIDI file to write; its picture, FILE.svg, lies beside it");
        var json = Parameters.Json();
        var verb = new Verb(
            "blend", "Take each track from another song", "isorhythm blend models/band a.mid b.mid --from 1,1,2,2 --out both.mid")
        {
            model, files, from, target, json,
        };
        verb.SetAction(given =>
        {
            var (paths, blended) = (given.GetRequiredValue(files), given.GetRequiredValue(target));
            foreach (var path in paths)
            {
                OutputFile.RefuseToReplace(path, blended);
            }

            var space = LatentSpace.Open(given.GetRequiredValue(model));
            var fileOfTrack = Shares(given.GetValue(from), paths.Length, space);
            IReadOnlyList<Phrase>[] songs = [.. paths.Select(path => PhraseFile.Read(path, space))];
            var codes = songs.Select(song => space.Encode(song)).ToArray();
            Phrase[] blends = [.. Enumerable.Range(0, codes.Max(song => song.Length))
                .Select(i => space.Blend([.. fileOfTrack.Select(file => codes[file][i % codes[file].Length])]))];
            ChangedMusic.Write(space, [.. blends.Select((_, i) => songs[0][i % songs[0].Count])], blends, blended, $"of {paths.Length} songs");
            if (given.GetValue(json))
            {
                JsonAnswer.Write(new BlendAnswer(blended, [.. fileOfTrack.Select(file => paths[file])]));
            }

            return ExitCode.Done;
        });
        return verb;
    }

    /// <summary>The file of each track, from 0.</summary>
    private static int[] Shares(string? asked, int files, LatentSpace space)
    {
        var tracks = space.Representation is TokenRepresentation tokens ? tokens.Tracks.Tracks : [];
        var names = string.Join(", ", tracks.Select(track => track.Name));
        if (tracks.Length < 2)
        {
            throw new AskedWronglyException($"{space.Name} has no tracks to blend: take a model of trios or bands.");
        }

        if (asked is null)
        {
            return files <= tracks.Length
                ? [.. Enumerable.Range(0, tracks.Length).Select(track => track * files / tracks.Length)]
                : throw new AskedWronglyException($"{files} files are more than {space.Name} has tracks ({names}): name fewer.");
        }

        int[] chosen = [.. asked.Split(',').Select(word => int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var file) ? file - 1 : -1)];
        return chosen.Length == tracks.Length && chosen.All(file => file >= 0 && file < files)
            ? chosen
            : throw new AskedWronglyException($"'{asked}' for --from is not a file from 1 to {files} for each of {names}.");
    }
}
