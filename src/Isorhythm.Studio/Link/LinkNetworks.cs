using System.Net;
using System.Net.Sockets;

namespace Isorhythm.Studio;

/// <summary>A packet, with who sent it, by which network it came, and the host's time when it did, in microseconds.</summary>
internal delegate void LinkHeardBy(LinkGateway gateway, ReadOnlyMemory<byte> packet, IPEndPoint from, long at);

/// <summary>The networks of this machine that Link is spoken on. They come and go, which <see cref="Use"/> is told.</summary>
internal sealed class LinkNetworks : IDisposable
{
    private readonly LinkOptions options;
    private readonly LinkClock clock;
    private readonly LinkHeardBy heard;
    private readonly Socket listening;
    private readonly LinkSocket listener;
    private volatile LinkGateway[] gateways = [];

    /// <summary>Takes the port that all participants share, and every network that is up.</summary>
    /// <exception cref="SocketException">The port is taken by a program that does not share it.</exception>
    public LinkNetworks(LinkOptions options, LinkClock clock, LinkHeardBy heard)
    {
        (this.options, this.clock, this.heard) = (options, clock, heard);
        listening = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        try
        {
            listening.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
            listening.Bind(new IPEndPoint(IPAddress.Any, options.Meeting.Port));
        }
        catch (SocketException)
        {
            listening.Dispose();
            throw;
        }

        listener = new LinkSocket(listening, clock, HearAll);
        Use(LinkAddress.All());
    }

    public IReadOnlyList<LinkGateway> Gateways => gateways;

    /// <summary>Takes up the addresses that are new, and leaves those that are no more. Gives those that were left; null where nothing changed.</summary>
    public List<LinkGateway>? Use(IReadOnlyList<LinkAddress> addresses)
    {
        var wanted = addresses.Where(address => !options.Alone || IPAddress.IsLoopback(address.Address)).ToHashSet();
        var gone = gateways.Where(gateway => !wanted.Contains(gateway.Address)).ToList();
        var come = wanted.Except(gateways.Select(gateway => gateway.Address)).Select(Open).OfType<LinkGateway>().ToList();
        gateways = [.. gateways.Except(gone), .. come];
        gone.ForEach(gateway => gateway.Dispose());
        return gone.Count + come.Count > 0 ? gone : null;
    }

    public void Dispose()
    {
        listener.Dispose();
        foreach (var gateway in gateways)
        {
            gateway.Dispose();
        }
    }

    private LinkGateway? Open(LinkAddress address)
    {
        LinkGateway? opened = null;
        try
        {
            opened = new LinkGateway(address, options.Meeting, clock, (packet, from, _, at) => HearOne(opened, packet, from, at));
            Join(address.Address);
            return opened;
        }
        catch (SocketException)
        {
            // It went away meanwhile, or it knows no multicast: it is tried again at the next look.
            opened?.Dispose();
            return null;
        }
    }

    private void Join(IPAddress address)
    {
        try
        {
            listening.SetSocketOption(SocketOptionLevel.IP, SocketOptionName.AddMembership, new MulticastOption(options.Meeting.Address, address));
        }
        catch (SocketException failure) when (failure.SocketErrorCode is SocketError.AddressAlreadyInUse)
        {
            // Two addresses of one network, of which the first has joined; or it went and came back.
        }
    }

    private void HearAll(ReadOnlyMemory<byte> packet, IPEndPoint from, int network, long at) =>
        HearOne(Array.Find(gateways, gateway => gateway.Address.Network == network), packet, from, at);

    private void HearOne(LinkGateway? gateway, ReadOnlyMemory<byte> packet, IPEndPoint from, long at)
    {
        if (gateway is not null && !Array.Exists(gateways, own => own.EndPoint.Equals(from)))
        {
            heard(gateway, packet, from, at);
        }
    }
}
