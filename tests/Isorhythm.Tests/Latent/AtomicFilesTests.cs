using Isorhythm.Latent;

namespace Isorhythm.Tests;

public sealed class AtomicFilesTests
{
    [Fact]
    public void A_disk_that_fills_leaves_every_old_file_and_no_half_of_a_new_one()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.PathOf("a"), "old a");
        File.WriteAllText(folder.PathOf("b"), "old b");

        var error = Assert.Throws<IsorhythmException>(() =>
        {
            using var files = new AtomicFiles(folder.Path);
            files.Stage("a", "new a");
            files.Stage("b", stream =>
            {
                stream.Write("new"u8);
                throw new IOException("No space left on device");
            });
            files.Commit();
        });

        Assert.Contains("free some space", error.Message, StringComparison.Ordinal);
        Assert.Contains(folder.PathOf("b"), error.Message, StringComparison.Ordinal);
        Assert.Equal(["old a", "old b"], Directory.EnumerateFiles(folder.Path).Order(StringComparer.Ordinal).Select(File.ReadAllText));
    }

    [Fact]
    public void Files_change_together_when_all_are_written()
    {
        using var folder = new TemporaryFolder();
        using var files = new AtomicFiles(folder.Path);

        files.Stage("a", "one");
        files.Stage("b", "two");
        Assert.False(File.Exists(folder.PathOf("a")));
        files.Commit();

        Assert.Equal(["one", "two"], Directory.EnumerateFiles(folder.Path).Order(StringComparer.Ordinal).Select(File.ReadAllText));
    }
}
