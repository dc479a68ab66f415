using System;
using System.Diagnostics.CodeAnalysis;

namespace Fovea.Capture;

/// <summary>
/// Where frames come from. A render loop calls <see cref="TryNext"/> once a frame: it never waits and, once running,
/// allocates nothing. Reading and decoding happen on a thread of the source's own.
/// </summary>
public interface IFrameSource : IDisposable
{
    /// <summary>What the source is, for people: a path, or as in <c>camera:0</c>.</summary>
    string Name { get; }

    /// <summary>Frames come at their own pace; those that are not taken in time are dropped. Else each frame waits to be taken.</summary>
    bool IsLive { get; }

    /// <summary>The last frame was taken and no more will come.</summary>
    bool Ended { get; }

    /// <summary>One line to show to the person while something is amiss, as "camera:0 is gone"; else null.</summary>
    string? Status { get; }

    /// <summary>Frames that were dropped because newer ones came before they were taken.</summary>
    long Dropped { get; }

    /// <summary>Takes the next frame if it is there already. The caller disposes it when its pixels are uploaded.</summary>
    /// <param name="frame">The frame.</param>
    /// <returns>False when there is none yet, or none any more (<see cref="Ended"/>).</returns>
    /// <exception cref="CaptureException">The source failed for good; frames before the failure were all given first.</exception>
    bool TryNext([NotNullWhen(true)] out Frame? frame);

    /// <summary>Waits until <see cref="TryNext"/> has something to give or to throw. For tools, not for render loops.</summary>
    /// <param name="timeout">How long at most.</param>
    /// <returns>False when the time is up or the source has ended.</returns>
    bool WaitForNext(TimeSpan timeout);
}
