using System;

namespace Fovea.Vision;

/// <summary>A network that watches pictures on the GPU, whatever it makes of them. No call waits.</summary>
public interface IVisionTask : IDisposable
{
    /// <summary>Frames whose results were computed: on the GPU they can be drawn.</summary>
    long Finished { get; }

    /// <summary>Frames that gave way to a newer one before their turn came.</summary>
    long Dropped { get; }

    /// <summary>Whether a frame is under way or waits.</summary>
    bool IsBusy { get; }

    /// <summary>
    /// Hands over a picture. If a run is under way it waits, and replaces one that waits already. The texture must keep its content until
    /// the frame is finished, or until another is handed over.
    /// </summary>
    /// <param name="picture">The picture.</param>
    /// <param name="stamp">The frame; comes back with its result.</param>
    void Submit(PictureTexture picture, FrameStamp stamp);

    /// <summary>Goes on with what is under way; call it once a frame, for it has the frame's budget begin.</summary>
    void Update();
}
