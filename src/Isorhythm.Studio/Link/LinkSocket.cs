using System.Net;
using System.Net.Sockets;

namespace Isorhythm.Studio;

/// <summary>A packet that came, with who sent it, the index of the network that it came by, and the host's time when it did, in microseconds.</summary>
internal delegate void LinkHeard(ReadOnlyMemory<byte> packet, IPEndPoint from, int network, long at);

/// <summary>
/// Hears packets of one UDP socket until it is disposed, on a thread of its own: how late a packet is noticed is how wrong the beat is, so it waits for
/// nothing else.
/// </summary>
internal sealed class LinkSocket : IDisposable
{
    private static readonly TimeSpan AfterFailure = TimeSpan.FromMilliseconds(20);

    private readonly Socket socket;
    private readonly LinkClock clock;
    private readonly LinkHeard heard;
    private volatile bool ended;

    /// <summary>Takes over a socket that is bound.</summary>
    public LinkSocket(Socket socket, LinkClock clock, LinkHeard heard)
    {
        (this.socket, this.clock, this.heard) = (socket, clock, heard);
        EndPoint = (IPEndPoint)socket.LocalEndPoint!;
        socket.SetSocketOption(SocketOptionLevel.IP, SocketOptionName.PacketInformation, true);
        new Thread(Receive) { IsBackground = true, Name = "Link" }.Start();
    }

    public IPEndPoint EndPoint { get; }

    /// <summary>Sends, or loses the packet where the network does not take it: UDP promises no more.</summary>
    public void Send(byte[] packet, IPEndPoint to)
    {
        try
        {
            socket.SendTo(packet, to);
        }
        catch (Exception failure) when (failure is SocketException or ObjectDisposedException)
        {
            // The network went away; the next look at the networks notices.
        }
    }

    public void Dispose()
    {
        ended = true;
        socket.Dispose();
    }

    private void Receive()
    {
        // One byte more than a packet of Link has: what is longer is seen to be.
        var buffer = new byte[LinkFormat.LongestPacket + 1];
        while (!ended)
        {
            try
            {
                var (flags, from) = (SocketFlags.None, (EndPoint)new IPEndPoint(IPAddress.Any, 0));
                var count = socket.ReceiveMessageFrom(buffer, 0, buffer.Length, ref flags, ref from, out var information);
                heard(buffer.AsMemory(0, count), (IPEndPoint)from, information.Interface, clock.Now);
            }
            catch (ObjectDisposedException)
            {
                return;
            }
            catch (SocketException)
            {
                // A packet that was too long, or one of ours that found nobody; or the network went away, which must not keep a core busy.
                Thread.Sleep(AfterFailure);
            }
        }
    }
}
