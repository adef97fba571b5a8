using System.Net;
using System.Net.Sockets;

namespace Isorhythm.Studio;

/// <summary>One of this machine's networks, and the socket by which it is spoken on: to everybody, and to one participant.</summary>
internal sealed class LinkGateway : IDisposable
{
    private readonly LinkSocket socket;
    private readonly IPEndPoint meeting;

    /// <summary>Speaks on a network from now on, and hears what is said to this machine there.</summary>
    /// <exception cref="SocketException">The address is this machine's no longer.</exception>
    public LinkGateway(LinkAddress address, IPEndPoint meeting, LinkClock clock, LinkHeard heard)
    {
        (Address, this.meeting) = (address, meeting);
        var plain = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        try
        {
            plain.SetSocketOption(SocketOptionLevel.IP, SocketOptionName.MulticastInterface, address.Address.GetAddressBytes());
            // Programs of one machine meet on its own loopback network, and there alone.
            plain.MulticastLoopback = IPAddress.IsLoopback(address.Address);
            plain.Bind(new IPEndPoint(address.Address, 0));
        }
        catch (SocketException)
        {
            plain.Dispose();
            throw;
        }

        socket = new LinkSocket(plain, clock, heard);
    }

    public LinkAddress Address { get; }

    /// <summary>Where this machine is spoken to on this network, pings too.</summary>
    public IPEndPoint EndPoint => socket.EndPoint;

    public void SendToAll(byte[] packet) => socket.Send(packet, meeting);

    public void Send(byte[] packet, IPEndPoint to) => socket.Send(packet, to);

    public void Dispose() => socket.Dispose();
}
