using System;

namespace Fovea.Tests;

/// <summary>Measures what frames allocate on the calling thread.</summary>
internal static class Allocations
{
    private const int Rounds = 4;

    /// <summary>
    /// The bytes that some frames in a row allocate, at best of a few rounds. What a frame allocates shows in every round; what the runtime
    /// allocates once on this thread, while it replaces code that was called often, shows in one.
    /// </summary>
    /// <param name="frames">How many in a row.</param>
    /// <param name="frame">One frame; it was run often enough to have made all that it makes once.</param>
    public static long Of(int frames, Action frame)
    {
        long least = long.MaxValue;
        for (int round = 0; round < Rounds && least > 0; round++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < frames; i++)
                frame();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }
}
