using System.Buffers.Binary;

namespace Isorhythm.Tests.Music;

/// <summary>MIDI files byte by byte.</summary>
internal static class MidiBytes
{
    internal const short Division = 96;

    /// <summary>An end-of-track event at once after the event before it.</summary>
    internal static byte[] End { get; } = [0, 0xFF, 0x2F, 0];

    internal static byte[] File(params byte[][] chunks) => File(1, Division, chunks);

    internal static byte[] File(int format, short division, params byte[][] chunks) =>
        [.. Chunk("MThd"u8, [(byte)(format >> 8), (byte)format, 0, (byte)chunks.Count(IsTrack), (byte)(division >> 8), (byte)division]), .. chunks.SelectMany(chunk => chunk)];

    internal static byte[] Track(params byte[] events) => Chunk("MTrk"u8, [.. events, .. End]);

    internal static byte[] Chunk(ReadOnlySpan<byte> name, byte[] body)
    {
        var length = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, body.Length);
        return [.. name, .. length, .. body];
    }

    private static bool IsTrack(byte[] chunk) => chunk.AsSpan().StartsWith("MTrk"u8);
}
