using System.Buffers.Binary;
using System.Diagnostics;
using Isorhythm.Music;

namespace Isorhythm.Tests.Music;

/// <summary>Feeds the MIDI reader with random bytes and with damaged files, cuts phrases of what it reads, and checks what both promise.</summary>
internal sealed class MidiFuzzer(int seed, IReadOnlyList<byte[]> files)
{
    // A byte can at most become a third of a note of 24 bytes, held twice while the notes are sorted and twice while the room grows.
    private const int MostAllocatedPerByte = 64;
    private const int MostAllocatedAnyway = 200_000;

    private readonly Random random = new(seed);

    private readonly TokenReader[] tokenReaders =
    [
        .. new[] { "melody-2bar-130", "drums-1bar", "trio-16bar" }.Select(TokenTracks.Named).Select(tracks => new TokenReader(tracks, TokenRules.Paper(tracks))),
    ];

    /// <summary>The longest that one input took.</summary>
    internal TimeSpan Slowest { get; private set; }

    /// <summary>The most memory that was allocated for a byte of an input larger than a kilobyte.</summary>
    internal double MostPerByte { get; private set; }

    /// <summary>Inputs of which a score could be read.</summary>
    internal int Readable { get; private set; }

    /// <summary>Reads so many inputs.</summary>
    /// <exception cref="InvalidOperationException">A promise was broken; the message holds the input.</exception>
    internal void Run(int count)
    {
        for (var i = 0; i < count; i++)
        {
            var input = NextInput();
            var allocatedBefore = GC.GetAllocatedBytesForCurrentThread();
            var clock = Stopwatch.StartNew();
            var reading = Read(input);
            Slowest = clock.Elapsed > Slowest ? clock.Elapsed : Slowest;
            CheckMemory(input, GC.GetAllocatedBytesForCurrentThread() - allocatedBefore);
            CheckReading(input, reading);
        }
    }

    private static MidiReading Read(byte[] input)
    {
        try
        {
            return MidiReader.Read(input);
        }
        catch (Exception error)
        {
            throw Broken(input, $"the reader threw {error}");
        }
    }

    private void CheckMemory(byte[] input, long allocated)
    {
        if (allocated > MostAllocatedAnyway + ((long)MostAllocatedPerByte * input.Length))
        {
            throw Broken(input, $"{allocated} bytes were allocated for {input.Length}");
        }

        if (input.Length > 1000)
        {
            MostPerByte = Math.Max(MostPerByte, (double)allocated / input.Length);
        }
    }

    private void CheckReading(byte[] input, MidiReading reading)
    {
        if (reading.Faults.Any(fault => fault.Offset < 0 || fault.Offset > input.Length))
        {
            throw Broken(input, "a fault lies outside the file");
        }

        if (reading.Score is not { } score)
        {
            if (reading.Faults.Count == 0)
            {
                throw Broken(input, "no score, and no fault that says why");
            }

            return;
        }

        Readable++;
        var before = default(Ticks);
        foreach (var note in score.Notes)
        {
            if (note.Start < before || note.Duration.Value < 0 || note.End > score.End || note.Channel > 15 || note.Pitch > 127 || note.Velocity is 0 or > 127)
            {
                throw Broken(input, $"{note} is out of order or range");
            }

            before = note.Start;
        }

        CutPhrases(input, score);
    }

    private void CutPhrases(byte[] input, Score score)
    {
        try
        {
            foreach (var grid in DrumGrid.All)
            {
                PhraseReader.Read(score, grid, grid.Has(GridFeatures.Onset) ? ExtractionRules.RVae : ExtractionRules.DrumLoops);
            }

            foreach (var reader in tokenReaders)
            {
                reader.Read(score, (_, _) => { });
            }
        }
        catch (Exception error)
        {
            throw Broken(input, $"cutting phrases threw {error}");
        }
    }

    private static InvalidOperationException Broken(byte[] input, string what) => new($"{what}; input: {Convert.ToHexString(input)}");

    private byte[] NextInput() => random.Next(10) switch
    {
        0 => RandomBytes(random.Next(200)),
        1 => MidiBytes.File(random.Next(3), (short)random.Next(1, 1000), MidiBytes.Chunk("MTrk"u8, RandomBytes(random.Next(300)))),
        2 => MidiBytes.File(1, 96, [.. Enumerable.Range(0, random.Next(1, 6)).Select(_ => MidiBytes.Track(RandomEvents(random.Next(100))))]),
        _ => Damaged(files[random.Next(files.Count)]),
    };

    private byte[] RandomBytes(int length)
    {
        var bytes = new byte[length];
        random.NextBytes(bytes);
        return bytes;
    }

    // Bytes that mean something in a track, so that random bytes go far.
    private byte[] RandomEvents(int count) =>
    [
        .. Enumerable.Range(0, count).SelectMany(_ => random.Next(8) switch
        {
            0 => [(byte)random.Next(256), 0xFF, (byte)random.Next(128), (byte)random.Next(6), .. RandomBytes(random.Next(6))],
            1 => [(byte)random.Next(128), (byte)random.Next(0xF0, 0x100), (byte)random.Next(256)],
            2 => [(byte)random.Next(128, 256), (byte)random.Next(128, 256), (byte)random.Next(128, 256), (byte)random.Next(256)],
            _ => new byte[] { (byte)random.Next(128), (byte)random.Next(0x80, 0xF0), (byte)random.Next(128), (byte)random.Next(128) },
        }),
    ];

    private byte[] Damaged(byte[] file)
    {
        for (var damages = random.Next(1, 5); damages > 0 && file.Length > 0; damages--)
        {
            file = Damage(file);
        }

        return file;
    }

    private byte[] Damage(byte[] file)
    {
        var at = random.Next(file.Length);
        var length = random.Next(Math.Min(64, file.Length - at) + 1);
        switch (random.Next(7))
        {
            case 0:
                return file[..at];
            case 1:
                return [.. file[..at], .. file[(at + length)..]];
            case 2:
                return [.. file[..at], .. RandomBytes(length), .. file[at..]];
            case 3:
                var other = files[random.Next(files.Count)];
                return [.. file[..at], .. other[random.Next(other.Length)..]];
            case 4:
                return Overwritten(file, LengthOfATrack(file), LargeOrSmall());
            case 5:
                return Overwritten(file, at, LargeOrSmall());
            default:
                return Overwritten(file, at, RandomBytes(1));
        }
    }

    private int LengthOfATrack(byte[] file)
    {
        var start = random.Next(file.Length);
        var track = file.AsSpan(start).IndexOf("MTrk"u8);
        return track < 0 ? start : start + track + 4;
    }

    private byte[] LargeOrSmall()
    {
        var value = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(value, random.Next(3) switch { 0 => uint.MaxValue, 1 => 0x7FFFFFFF, _ => (uint)random.Next(20) });
        return value;
    }

    private static byte[] Overwritten(byte[] file, int at, byte[] with)
    {
        var damaged = file.ToArray();
        with.AsSpan(0, Math.Min(with.Length, file.Length - at)).CopyTo(damaged.AsSpan(at));
        return damaged;
    }
}
