using System.Buffers.Binary;

namespace Isorhythm.Tests.Cli;

/// <summary>MIDI files put together byte by byte, whole and broken.</summary>
internal static class Clip
{
    private const int TicksPerQuarter = 96;
    private const byte Kick = 36, Snare = 38, ClosedHat = 42;

    /// <summary>Two bars: kick on one and three, snare on two and four, a hat every eighth; one more kick tells variants apart.</summary>
    internal static byte[] TwoBars(int variant = 0)
    {
        var hits = new List<(int Tick, byte Pitch)>();
        for (var eighth = 0; eighth < 16; eighth++)
        {
            var tick = eighth * TicksPerQuarter / 2;
            hits.Add((tick, ClosedHat));
            if (eighth % 4 == 0 || eighth == 2 * variant + 1)
            {
                hits.Add((tick, Kick));
            }

            if (eighth % 4 == 2)
            {
                hits.Add((tick, Snare));
            }
        }

        return File([.. Drums(hits)]);
    }

    /// <summary>A header and one track around <paramref name="events"/>, which end with the end of the track.</summary>
    internal static byte[] File(byte[] events, int? claimedTrackLength = null) =>
    [
        .. "MThd"u8, 0, 0, 0, 6, 0, 0, 0, 1, 0, TicksPerQuarter,
        .. "MTrk"u8, .. BigEndian(claimedTrackLength ?? (events.Length + 4)), .. events, 0, 0xFF, 0x2F, 0,
    ];

    /// <summary>The hits as notes of channel 10, a sixteenth long.</summary>
    internal static IEnumerable<byte> Drums(IEnumerable<(int Tick, byte Pitch)> hits)
    {
        const int sixteenth = TicksPerQuarter / 4;
        var now = 0;
        var messages = hits.SelectMany(hit => new (int Tick, bool On, byte Pitch)[]
        {
            (hit.Tick, true, hit.Pitch),
            (hit.Tick + sixteenth, false, hit.Pitch),
        });
        foreach (var (tick, on, pitch) in messages.OrderBy(message => message.Tick).ThenBy(message => message.On))
        {
            yield return (byte)(tick - now);
            yield return (byte)(on ? 0x99 : 0x89);
            yield return pitch;
            yield return (byte)(on ? 100 : 0);
            now = tick;
        }
    }

    private static byte[] BigEndian(int value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, value);
        return bytes;
    }
}
