using System;
using Fovea.Capture;
using Fovea.Vision;
using Fovea.Vision.Overlays;

namespace Fovea.Player.Play;

/// <summary>A network that watches the frames of a scene, wherever it runs. One frame at a time; no call waits.</summary>
internal interface IWatcher : IDisposable
{
    /// <summary>How detections lie in memory.</summary>
    DetectionLayout Layout { get; }

    /// <summary>Frames whose detections can be drawn.</summary>
    long Finished { get; }

    /// <summary>Makes a result that <see cref="TryRead"/> fills.</summary>
    DetectionResult CreateResult();

    /// <summary>Begins with a frame. Frame and texture stay as they are until it is finished.</summary>
    void Submit(Frame frame, PictureTexture picture, long id);

    /// <summary>Goes on with what is under way.</summary>
    void Update();

    /// <summary>Takes the oldest detections that have arrived on the host.</summary>
    bool TryRead(DetectionResult result);

    /// <summary>Draws the detections of the frame that was finished last.</summary>
    void Draw(DetectionOverlay overlay, in OverlayTarget target);
}
