namespace Isorhythm.Latent;

/// <summary>Workspaces for as many threads as call at once; taking one and giving it back allocates nothing.</summary>
internal sealed class WorkspacePool(Vae model)
{
    private readonly Workspace?[] idle = new Workspace?[2 * Environment.ProcessorCount];

    internal Workspace Take()
    {
        for (var i = 0; i < idle.Length; i++)
        {
            if (Interlocked.Exchange(ref idle[i], null) is { } work)
            {
                return work;
            }
        }

        return model.NewWorkspace(gradients: false, weightsChange: false);
    }

    internal void Give(Workspace work)
    {
        for (var i = 0; i < idle.Length; i++)
        {
            if (Interlocked.CompareExchange(ref idle[i], work, null) is null)
            {
                return;
            }
        }

        work.Dispose();
    }
}
