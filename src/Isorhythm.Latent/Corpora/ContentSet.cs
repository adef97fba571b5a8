using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Isorhythm.Latent;

/// <summary>
/// The contents (<see cref="ContentHash"/>) that have been seen: a hash table with open addresses, eight bytes a slot. A table that has
/// reached its largest size is laid down in a file as it is, and a new one begun, so memory is bounded whatever the number; a content is then
/// looked for in each of the files too, with one small read as a rule.
/// </summary>
/// <param name="path">What the files are named after; they go when the set does.</param>
/// <param name="largestTable">Slots at most in memory, a power of two: 64 MiB as a rule, for 5.2 million contents.</param>
internal sealed class ContentSet(string path, int largestTable = 1 << 23) : IDisposable
{
    private const int FirstTable = 1 << 12;
    private const int SlotsPerRead = 32;

    private readonly List<SafeFileHandle> laidDown = [];
    private ulong[] slots = new ulong[Math.Min(FirstTable, largestTable)];
    private int count;

    /// <summary>Files that the set has laid down.</summary>
    internal int Files => laidDown.Count;

    /// <summary>Takes a content in; false where it was there.</summary>
    internal bool Add(ulong content)
    {
        // An empty slot is 0, so this one content shares the place of another.
        content = Math.Max(content, 1);
        var slot = SlotOf(content);
        if (slots[slot] == content || laidDown.Exists(file => Holds(file, content)))
        {
            return false;
        }

        slots[slot] = content;
        count++;
        if (count > slots.Length / 8 * 5)
        {
            MakeRoom();
        }

        return true;
    }

    public void Dispose() => laidDown.ForEach(file => file.Dispose());

    /// <summary>The slot of a content, or the empty one that it would take.</summary>
    private int SlotOf(ulong content)
    {
        var slot = (int)(content & (ulong)(slots.Length - 1));
        while (slots[slot] != 0 && slots[slot] != content)
        {
            slot = (slot + 1) & (slots.Length - 1);
        }

        return slot;
    }

    private void MakeRoom()
    {
        var full = slots;
        if (full.Length < largestTable)
        {
            slots = new ulong[full.Length * 2];
            foreach (var content in full.Where(content => content != 0))
            {
                slots[SlotOf(content)] = content;
            }

            return;
        }

        var file = File.OpenHandle(
            $"{path}.seen{laidDown.Count}.part", FileMode.Create, FileAccess.ReadWrite, FileShare.None, FileOptions.DeleteOnClose);
        laidDown.Add(file);
        RandomAccess.Write(file, MemoryMarshal.AsBytes(full.AsSpan()), 0);
        Array.Clear(full);
        count = 0;
    }

    private bool Holds(SafeFileHandle file, ulong content)
    {
        Span<ulong> room = stackalloc ulong[SlotsPerRead];
        var slot = (int)(content & (ulong)(largestTable - 1));
        while (true)
        {
            var some = room[..Math.Min(SlotsPerRead, largestTable - slot)];
            var start = (long)slot * sizeof(ulong);
            slot = (slot + some.Length) & (largestTable - 1);
            if (RandomAccess.Read(file, MemoryMarshal.AsBytes(some), start) < some.Length * sizeof(ulong))
            {
                throw new IOException("what was laid down is gone");
            }

            foreach (var there in some)
            {
                if (there == content || there == 0)
                {
                    return there != 0;
                }
            }
        }
    }
}
