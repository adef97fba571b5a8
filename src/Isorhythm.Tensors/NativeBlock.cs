using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Isorhythm.Tensors;

/// <summary>Aligned native memory, freed at the latest when nobody refers to it.</summary>
internal sealed unsafe class NativeBlock : SafeHandleZeroOrMinusOneIsInvalid
{
    public const int Alignment = 64;

    public NativeBlock(long bytes)
        : base(ownsHandle: true)
    {
        Capacity = bytes;
        SetHandle((nint)NativeMemory.AlignedAlloc((nuint)bytes, Alignment));
    }

    public long Capacity { get; }

    public byte* Start => (byte*)handle;

    protected override bool ReleaseHandle()
    {
        NativeMemory.AlignedFree((void*)handle);
        return true;
    }
}
