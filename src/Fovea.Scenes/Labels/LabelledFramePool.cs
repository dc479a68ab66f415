using System.Collections.Generic;

namespace Fovea.Scenes.Labels;

/// <summary>Frames whose memory is free to be used again. The thread that renders takes them, those that write give them back.</summary>
internal sealed class LabelledFramePool
{
    private readonly Stack<LabelledFrame> _free = new();

    /// <summary>A free frame, or a new one.</summary>
    public LabelledFrame Take()
    {
        lock (_free)
        {
            if (_free.TryPop(out LabelledFrame? frame))
                return frame;
        }

        return new LabelledFrame(this);
    }

    /// <summary>Takes a frame back unless that was done already.</summary>
    public void TryTakeBack(LabelledFrame frame, ref bool lent)
    {
        lock (_free)
        {
            if (!lent)
                return;
            lent = false;
            _free.Push(frame);
        }
    }
}
