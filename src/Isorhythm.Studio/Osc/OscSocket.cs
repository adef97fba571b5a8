using System.Net;
using System.Net.Sockets;

namespace Isorhythm.Studio;

/// <summary>One UDP port: hears packets on a task of its own until it is disposed, and sends.</summary>
internal sealed class OscSocket : IDisposable
{
    // The largest that UDP carries: nothing is cut, so nothing that was whole looks broken.
    private const int LargestPacket = 65_507;

    private readonly Socket socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
    private readonly CancellationTokenSource ending = new();

    /// <summary>Takes the port, and calls back for every packet on it.</summary>
    /// <exception cref="SocketException">The port is taken, or the address is not this machine's.</exception>
    public OscSocket(IPEndPoint listen, Action<ReadOnlyMemory<byte>> received)
    {
        try
        {
            socket.Bind(listen);
        }
        catch (SocketException)
        {
            socket.Dispose();
            throw;
        }

        Listening = (IPEndPoint)socket.LocalEndPoint!;
        _ = Task.Run(() => ReceiveAsync(received));
    }

    /// <summary>The port that was taken, where any was asked for.</summary>
    public IPEndPoint Listening { get; }

    /// <summary>Sends, or loses the packet where the network does not take it: UDP promises no more.</summary>
    public void Send(byte[] packet, IPEndPoint to)
    {
        try
        {
            socket.SendTo(packet, to);
        }
        catch (Exception failure) when (failure is SocketException or ObjectDisposedException)
        {
            // Nobody listens there, or the port was closed meanwhile.
        }
    }

    public void Dispose()
    {
        ending.Cancel();
        socket.Dispose();
        ending.Dispose();
    }

    private async Task ReceiveAsync(Action<ReadOnlyMemory<byte>> received)
    {
        var buffer = new byte[LargestPacket];
        var anybody = new IPEndPoint(IPAddress.Any, 0);
        var cancel = ending.Token;
        while (!cancel.IsCancellationRequested)
        {
            try
            {
                var packet = await socket.ReceiveFromAsync(buffer, anybody, cancel);
                received(buffer.AsMemory(0, packet.ReceivedBytes));
            }
            catch (Exception failure) when (failure is OperationCanceledException or ObjectDisposedException)
            {
                return;
            }
            catch (SocketException)
            {
                // Windows tells here that an earlier packet of ours found nobody.
            }
        }
    }
}
