using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace Isorhythm.Studio;

/// <summary>An IPv4 address of this machine, and the index of the network that it belongs to.</summary>
internal readonly record struct LinkAddress(IPAddress Address, int Network)
{
    /// <summary>Those of all networks that are up.</summary>
    public static IReadOnlyList<LinkAddress> All()
    {
        try
        {
            return [.. NetworkInterface.GetAllNetworkInterfaces().Where(IsUp).SelectMany(Of)];
        }
        catch (NetworkInformationException)
        {
            return [];
        }
    }

    private static bool IsUp(NetworkInterface network) =>
        network.OperationalStatus == OperationalStatus.Up || network.NetworkInterfaceType == NetworkInterfaceType.Loopback;

    private static IEnumerable<LinkAddress> Of(NetworkInterface network)
    {
        if (!network.Supports(NetworkInterfaceComponent.IPv4))
        {
            return [];
        }

        var properties = network.GetIPProperties();
        var index = properties.GetIPv4Properties().Index;
        return properties.UnicastAddresses
            .Where(unicast => unicast.Address.AddressFamily == AddressFamily.InterNetwork)
            .Select(unicast => new LinkAddress(unicast.Address, index));
    }
}
