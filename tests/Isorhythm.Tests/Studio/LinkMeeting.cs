using System.Net;
using System.Net.Sockets;
using Isorhythm.Studio;

namespace Isorhythm.Tests;

/// <summary>A place on this machine's loopback network where participants of a test meet, and nobody else.</summary>
internal sealed class LinkMeeting : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly IPAddress Group = new([239, 76, 78, 75]);

    private readonly SemaphoreSlim news = new(0);
    private readonly UdpClient stranger = new(new IPEndPoint(IPAddress.Loopback, 0));

    public LinkMeeting()
    {
        using var free = new UdpClient(new IPEndPoint(IPAddress.Any, 0));
        Options = new LinkOptions { Alone = true, Meeting = new IPEndPoint(Group, ((IPEndPoint)free.Client.LocalEndPoint!).Port) };
        stranger.Client.SetSocketOption(SocketOptionLevel.IP, SocketOptionName.MulticastInterface, IPAddress.Loopback.GetAddressBytes());
    }

    public LinkOptions Options { get; }

    public LinkClock Clock { get; } = new();

    /// <summary>Where whoever is no participant sends from.</summary>
    public UdpClient Stranger => stranger;

    public LinkBridge Join(double beatsPerMinute = 120, LinkClock? clock = null, Action? changed = null) => new(Options, beatsPerMinute, clock ?? Clock, () =>
    {
        changed?.Invoke();
        news.Release();
    });

    /// <summary>Says a packet to everybody.</summary>
    public void Shout(byte[] packet) => stranger.Send(packet, Options.Meeting);

    /// <summary>Hears what is said to everybody.</summary>
    public UdpClient Listen()
    {
        var listener = new UdpClient(AddressFamily.InterNetwork);
        listener.Client.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        listener.Client.Bind(new IPEndPoint(IPAddress.Any, Options.Meeting.Port));
        listener.JoinMulticastGroup(Options.Meeting.Address, IPAddress.Loopback);
        return listener;
    }

    /// <summary>Waits for news of any participant until it is so.</summary>
    public async Task UntilAsync(Func<bool> isSo)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!isSo())
        {
            await news.WaitAsync(patience.Token);
        }
    }

    public void Dispose()
    {
        stranger.Dispose();
        news.Dispose();
    }
}
