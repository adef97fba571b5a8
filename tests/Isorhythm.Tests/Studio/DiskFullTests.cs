using System.Net;
using Isorhythm.Studio;

namespace Isorhythm.Tests;

public sealed class DiskFullTests
{
    [FullDeviceFact]
    public void AFullDiskIs507WithASentence()
    {
        var failure = Assert.ThrowsAny<IOException>(() => File.WriteAllBytes(FullDeviceFactAttribute.Device, new byte[1 << 16]));
        var (status, sentence) = Refusal.Of(failure)!.Value;
        Assert.Equal((int)HttpStatusCode.InsufficientStorage, status);
        Assert.Contains("full", sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void AnotherFailureOfADiskIsNotTakenForAFullOne() => Assert.Null(Refusal.Of(new IOException("The cable is out.")));

    [AttributeUsage(AttributeTargets.Method)]
    private sealed class FullDeviceFactAttribute : FactAttribute
    {
        // Every write to it fails as on a full disk.
        public const string Device = "/dev/full";

        public FullDeviceFactAttribute() => Skip = Requirements.SkipWithout(File.Exists(Device), $"no device {Device}");
    }
}
