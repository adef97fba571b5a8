namespace Isorhythm.Music;

/// <summary>Keeps the tempi and metres among the meta events of a file, and checks the values of those that have a range.</summary>
internal sealed class MetaReader(FaultList faults)
{
    private const byte EndOfTrack = 0x2F;
    private const byte SetTempo = 0x51;
    private const byte SmpteOffset = 0x54;
    private const byte TimeSignature = 0x58;
    private const byte KeySignature = 0x59;

    /// <summary>The tempi of all tracks, in the order read.</summary>
    internal List<Tempo> Tempi { get; } = [];

    /// <summary>The metres of all tracks, in the order read.</summary>
    internal List<Meter> Meters { get; } = [];

    /// <summary>Reads one meta event; true when it ends its track.</summary>
    internal bool Read(byte kind, Ticks tick, ReadOnlySpan<byte> data, int position)
    {
        switch (kind)
        {
            case EndOfTrack:
                return true;
            case SetTempo:
                Check(TryTempo(tick, data), "tempo", position);
                break;
            case TimeSignature:
                Check(TryMeter(tick, data), "metre", position);
                break;
            case KeySignature:
                Check(data is [<= 7 or >= 0xF9, 0 or 1, ..], "key", position);
                break;
            case SmpteOffset:
                Check(data is [_, < 60, < 60, < 30, < 100, ..], "time code", position);
                break;
            default:
                break;
        }

        return false;
    }

    private bool TryTempo(Ticks tick, ReadOnlySpan<byte> data)
    {
        if (data.Length < 3 || data[..3] is [0, 0, 0])
        {
            return false;
        }

        Tempi.Add(new Tempo(tick, (data[0] << 16) | (data[1] << 8) | data[2]));
        return true;
    }

    private bool TryMeter(Ticks tick, ReadOnlySpan<byte> data)
    {
        if (data.Length < 2 || data[0] == 0 || data[1] > int.Log2(MeterMap.LargestDenominator))
        {
            return false;
        }

        Meters.Add(new Meter(tick, data[0], 1 << data[1]));
        return true;
    }

    private void Check(bool sound, string what, int position)
    {
        if (!sound)
        {
            faults.Add(MidiFaultKind.BadMetaValue, position, $"a {what} that cannot be, ignored");
        }
    }
}
