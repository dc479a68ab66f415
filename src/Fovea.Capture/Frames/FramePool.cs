using System.Collections.Generic;

namespace Fovea.Capture;

/// <summary>Frames that are not in use; there come to be as many as were ever in use at once.</summary>
internal sealed class FramePool
{
    private readonly Stack<Frame> _free;

    /// <param name="capacity">As many may come back before giving one back allocates.</param>
    public FramePool(int capacity) => _free = new Stack<Frame>(capacity);

    public Frame Rent(int width, int height, FrameFormat format)
    {
        Frame? frame;
        lock (_free)
            _free.TryPop(out frame);

        frame ??= new Frame(this);
        frame.Prepare(width, height, format);
        return frame;
    }

    public void Return(Frame frame)
    {
        lock (_free)
            _free.Push(frame);
    }
}
