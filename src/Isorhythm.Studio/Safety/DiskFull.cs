namespace Isorhythm.Studio;

/// <summary>A disk with no room left, as the systems report it.</summary>
internal static class DiskFull
{
    public const string Sentence = "The disk is full: make room, then try again.";

    // ENOSPC and EDQUOT of Linux and macOS, ERROR_HANDLE_DISK_FULL and ERROR_DISK_FULL of Windows.
    private static readonly int[] Codes = [28, 122, 69, unchecked((int)0x80070027), unchecked((int)0x80070070)];

    public static bool Says(IOException failure) => Codes.Contains(failure.HResult);
}
