namespace Isorhythm.Studio;

/// <summary>The marks of Link's packets: a header of eight bytes, then entries of a key, a size and a value. All numbers are big-endian.</summary>
internal static class LinkFormat
{
    /// <summary>No packet of Link is longer, in bytes.</summary>
    public const int LongestPacket = 512;

    public const byte Ping = 1;
    public const byte Pong = 2;

    /// <summary>tmln: three int64.</summary>
    public const uint Timeline = 0x746d6c6e;

    /// <summary>sess: eight bytes.</summary>
    public const uint Session = 0x73657373;

    /// <summary>stst: one byte, two int64.</summary>
    public const uint StartStop = 0x73747374;

    /// <summary>mep4: an IPv4 address and a port.</summary>
    public const uint Pings = 0x6d657034;

    /// <summary>__ht: int64.</summary>
    public const uint HostTime = 0x5f5f6874;

    /// <summary>__gt: int64.</summary>
    public const uint Ghost = 0x5f5f6774;

    /// <summary>_pgt: int64.</summary>
    public const uint PreviousGhost = 0x5f706774;

    /// <summary>Begins a discovery message; the last byte is the version.</summary>
    public static ReadOnlySpan<byte> Discovery => "_asdp_v\u0001"u8;

    /// <summary>Begins a ping or a pong; the last byte is the version.</summary>
    public static ReadOnlySpan<byte> Measurement => "_link_v\u0001"u8;
}
