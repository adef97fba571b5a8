using System.Runtime.InteropServices;

namespace Isorhythm.Benchmarks;

/// <summary>Debian's OpenBLAS (package libopenblas0-pthread), or the one that ISORHYTHM_OPENBLAS names.</summary>
internal sealed unsafe class OpenBlas
{
    private const string DebianPath = "/usr/lib/x86_64-linux-gnu/openblas-pthread/libopenblas.so.0";
    private const int RowMajor = 101;
    private const int NoTranspose = 111;
    private const int Transpose = 112;
    private readonly delegate* unmanaged[Cdecl]<int, int, int, int, int, int, float, float*, int, float*, int, float, float*, int, void> sgemm;
    private readonly delegate* unmanaged[Cdecl]<int, void> setThreads;

    public OpenBlas()
    {
        nint library = NativeLibrary.Load(Environment.GetEnvironmentVariable("ISORHYTHM_OPENBLAS") ?? DebianPath);
        sgemm = (delegate* unmanaged[Cdecl]<int, int, int, int, int, int, float, float*, int, float*, int, float, float*, int, void>)
            NativeLibrary.GetExport(library, "cblas_sgemm");
        setThreads = (delegate* unmanaged[Cdecl]<int, void>)NativeLibrary.GetExport(library, "openblas_set_num_threads");
        Kernel = Marshal.PtrToStringUTF8(((delegate* unmanaged[Cdecl]<nint>)NativeLibrary.GetExport(library, "openblas_get_corename"))())!;
    }

    /// <summary>Which of its kernels OpenBLAS chose for this machine.</summary>
    public string Kernel { get; }

    public void SetThreads(int count) => setThreads(count);

    /// <summary>C = A·B with A read transposed, or B, or neither; c is m x n, the sum k deep.</summary>
    public void Multiply(bool transposeA, bool transposeB, int m, int n, int k, float* a, float* b, float* c) => sgemm(
        RowMajor, transposeA ? Transpose : NoTranspose, transposeB ? Transpose : NoTranspose, m, n, k, 1, a, transposeA ? m : k, b, transposeB ? k : n, 0, c, n);
}
