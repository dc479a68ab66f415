using System;
using Fovea.Capture;

namespace Fovea.Player.Play;

/// <summary>Where the pipeline's frames come from: a camera, a video, pictures, or a world that is rendered.</summary>
internal interface IFeed : IDisposable
{
    /// <summary>What it is, for people.</summary>
    string Name { get; }

    /// <summary>The last frame was taken and no more will come.</summary>
    bool Ended { get; }

    /// <summary>One line to show to the person while something is amiss; else null.</summary>
    string? Status { get; }

    /// <summary>Frames that were dropped because newer ones came before they were taken.</summary>
    long Dropped { get; }

    /// <summary>Makes a place for one of its frames.</summary>
    FrameSlot CreateSlot();

    /// <summary>Puts the next frame into a slot that nobody uses, if there is one already. Never waits.</summary>
    /// <param name="slot">One that it has made.</param>
    /// <param name="number">The number of the frame.</param>
    /// <exception cref="CaptureException">The source failed for good.</exception>
    bool TryFill(FrameSlot slot, long number);

    /// <summary>Waits until there is something to take. For tools, not for render loops.</summary>
    /// <returns>False when the time is up or it has ended.</returns>
    bool WaitForNext(TimeSpan timeout);
}
