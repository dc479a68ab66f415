using Fovea.Capture;
using Fovea.Vision;
using Fovea.Vision.Overlays;

namespace Fovea.Player.Play;

/// <summary>Watches on the GPU: pixels and detections stay there until they are drawn.</summary>
internal sealed class GpuWatcher : IWatcher
{
    private readonly Detector _detector;

    public GpuWatcher(Detector detector) => _detector = detector;

    public DetectionLayout Layout => _detector.Layout;

    public long Finished => _detector.Finished;

    public DetectionResult CreateResult() => _detector.CreateResult();

    public void Submit(Frame frame, PictureTexture picture, long id) => _detector.Submit(picture, id, frame.Time);

    public void Update() => _detector.Update();

    public bool TryRead(DetectionResult result) => _detector.TryRead(result);

    public void Draw(DetectionOverlay overlay, in OverlayTarget target) => overlay.Draw(_detector.Detections, target);

    public void Dispose() => _detector.Dispose();
}
