using Isorhythm.Music;
using Isorhythm.Tensors;

namespace Isorhythm.Latent;

/// <summary>What one thread needs to run a model: a tape and a batch of phrases on it. After its first use it allocates nothing.</summary>
internal abstract class Workspace(bool gradients) : IDisposable
{
    internal Tape Tape { get; } = new(gradients);

    /// <summary>Starts the tape anew with the phrases of the given indices, each moved by its number of semitones where some are given.</summary>
    internal void Load(IReadOnlyList<Phrase> phrases, ReadOnlySpan<int> indices, ReadOnlySpan<int> semitones = default)
    {
        Tape.Reset();
        Begin(indices.Length);
        for (var b = 0; b < indices.Length; b++)
        {
            Put(b, phrases[indices[b]], semitones.IsEmpty ? 0 : semitones[b]);
        }

        End();
    }

    /// <summary>Starts the tape anew with one phrase.</summary>
    internal void Load(Phrase phrase)
    {
        Tape.Reset();
        Begin(1);
        Put(0, phrase, semitones: 0);
        End();
    }

    /// <summary>Gives the memory back.</summary>
    public virtual void Dispose() => Tape.Dispose();

    /// <summary>Takes memory for so many phrases.</summary>
    protected abstract void Begin(int batch);

    /// <summary>Puts a phrase in place <paramref name="b"/> of the batch.</summary>
    protected abstract void Put(int b, Phrase phrase, int semitones);

    /// <summary>All phrases of the batch are there.</summary>
    protected virtual void End()
    {
    }
}
