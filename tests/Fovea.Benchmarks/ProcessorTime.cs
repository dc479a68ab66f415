using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Fovea.Benchmarks;

/// <summary>The processor time that this program has taken, all threads together.</summary>
internal static class ProcessorTime
{
    private const int ProcessClock = 2;

    /// <summary>Finer than .NET tells it on Linux, where that counts in hundredths of a second.</summary>
    public static long Nanoseconds => System.OperatingSystem.IsLinux() && GetTime(ProcessClock, out Instant now) == 0
        ? (now.Seconds * 1_000_000_000L) + now.Nanoseconds
        : Process.GetCurrentProcess().TotalProcessorTime.Ticks * 100;

    [DllImport("libc", EntryPoint = "clock_gettime")]
    private static extern int GetTime(int clock, out Instant now);

    private struct Instant
    {
        public long Seconds;
        public long Nanoseconds;
    }
}
