using Isorhythm.Tensors;

namespace Isorhythm.Latent;

/// <summary>By how many semitones each phrase of a batch is moved: drawn anew at each visit, a pure function of seed and step.</summary>
internal sealed class TranspositionDraw(TrainingRecipe recipe, int batch, ulong seed)
{
    /// <summary>A draw rarely takes more than one number: so far apart, the steps' never meet.</summary>
    private const int BitsOfAStep = 20;

    private readonly RandomStream random = new(seed, "transposition");
    private readonly int[] semitones = recipe.TransposeDown + recipe.TransposeUp > 0 ? new int[batch] : [];

    /// <summary>The semitones of a step's phrases; empty where the recipe moves none.</summary>
    internal ReadOnlySpan<int> At(int step)
    {
        random.Position = (ulong)step << BitsOfAStep;
        for (var b = 0; b < semitones.Length; b++)
        {
            semitones[b] = random.Below(recipe.TransposeDown + recipe.TransposeUp + 1) - recipe.TransposeDown;
        }

        return semitones;
    }
}
