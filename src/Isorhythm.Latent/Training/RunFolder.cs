using System.Text;
using Isorhythm.Tensors;

namespace Isorhythm.Latent;

/// <summary>The model folder while it is trained into: its log, its checkpoint, and at last its model.</summary>
internal sealed class RunFolder
{
    internal const string CheckpointFile = "checkpoint.safetensors";
    private readonly string path;
    private readonly string log;

    private RunFolder(string path)
    {
        this.path = path;
        log = Path.Combine(path, ModelFolder.LogFile);
    }

    /// <summary>Whether there is a checkpoint to go on from, and the caller wants to.</summary>
    internal bool Resumes { get; private set; }

    /// <summary>Makes the folder ready, or refuses so that nothing of anybody's is lost.</summary>
    internal static RunFolder Prepare(string path, TrainingOptions options)
    {
        var folder = new RunFolder(path);
        var trained = folder.Has(ModelFolder.DescriptionFile) || folder.Has(CheckpointFile);
        folder.Resumes = options.Resume && folder.Has(CheckpointFile);
        if (options.Resume && !folder.Resumes && !folder.HoldsABeginning())
        {
            throw new IsorhythmException($"There is no training to resume in {path}: train without --resume.");
        }

        if (trained && !options.Resume)
        {
            throw new IsorhythmException($"{path} already holds a model: continue it with --resume, delete it, or choose another folder.");
        }

        if (!trained && Directory.Exists(path) && !folder.HoldsABeginning())
        {
            throw new IsorhythmException($"{path} is not empty and holds no model: choose a new folder.");
        }

        folder.Clear();
        return folder;
    }

    /// <summary>Puts the run that was interrupted into <paramref name="state"/>.</summary>
    /// <exception cref="IsorhythmException">The checkpoint is broken, or of another recipe, corpus or seed.</exception>
    internal void Restore(TrainingState state, Recipe recipe, Corpus corpus, ulong seed)
    {
        var file = Path.Combine(path, CheckpointFile);
        try
        {
            var checkpoint = SafeTensors.Read(file);
            var counters = TrainingState.CountersOf(checkpoint);
            var other = counters.Corpus != corpus.Fingerprint ? "corpus"
                : counters.Recipe with { Training = recipe.Training } != recipe ? "recipe"
                : counters.Seed != seed ? "seed" : null;
            if (other is not null)
            {
                throw new IsorhythmException($"The training in {path} has another {other}: resume it with the same one, or choose another folder.");
            }

            state.Import(checkpoint, counters);
            KeepLogUpTo(state.Step);
        }
        catch (Exception error) when (error is SafeTensorsException or IOException or UnauthorizedAccessException)
        {
            throw new IsorhythmException($"The checkpoint {file} cannot be used ({error.Message.TrimEnd('.')}): delete the folder and train again.", error);
        }
    }

    /// <summary>Adds a line to training.jsonl.</summary>
    internal void Log(TrainingLogLine line) => Try(() => File.AppendAllText(log, line.Write() + "\n"));

    internal void SaveCheckpoint(SafeTensors checkpoint) => AtomicFiles.Write(Path.Combine(path, CheckpointFile), checkpoint.Write);

    internal void SaveModel(SafeTensors checkpoint, ModelDescription description, Vae model, IReadOnlyList<MappedPhrase> phrases)
    {
        using var files = new AtomicFiles(path);
        files.Stage(CheckpointFile, checkpoint.Write);
        ModelFolder.Stage(files, description, model, phrases);
        files.Commit();
    }

    private bool Has(string name) => File.Exists(Path.Combine(path, name));

    /// <summary>True for a folder that holds nothing but what a run leaves that is killed before its first checkpoint; also for an empty one.</summary>
    private bool HoldsABeginning() =>
        Directory.Exists(path) && Directory.EnumerateFileSystemEntries(path).All(entry => entry == log || entry.EndsWith(AtomicFiles.Ending, StringComparison.Ordinal));

    private void Clear() => Try(() =>
    {
        Directory.CreateDirectory(path);
        foreach (var half in Directory.EnumerateFiles(path, "*" + AtomicFiles.Ending).ToList())
        {
            File.Delete(half);
        }

        if (!Resumes)
        {
            File.Delete(Path.Combine(path, CheckpointFile));
            File.Delete(log);
        }
    });

    private void KeepLogUpTo(int step)
    {
        if (File.Exists(log))
        {
            var lines = File.ReadLines(log).TakeWhile(line => TrainingLogLine.Parse(line)?.Step <= step).ToList();
            AtomicFiles.Write(log, stream => stream.Write(Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => line + "\n")))));
        }
    }

    private void Try(Action action)
    {
        try
        {
            action();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new IsorhythmException($"{path} cannot be written ({error.Message.TrimEnd('.')}): free some space or choose another place.", error);
        }
    }
}
