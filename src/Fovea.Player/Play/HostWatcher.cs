using Fovea.Capture;
using Fovea.Vision;
using Fovea.Vision.Overlays;

namespace Fovea.Player.Play;

/// <summary>Watches on the processor, for an OpenGL without compute shaders, which then only draws.</summary>
internal sealed class HostWatcher : IWatcher
{
    private readonly HostDetector _detector;
    private readonly DetectionResult _latest;
    private readonly byte[] _bytes;
    private bool _unread;

    public HostWatcher(HostDetector detector)
    {
        _detector = detector;
        _latest = detector.CreateResult();
        _bytes = new byte[detector.Layout.Bytes];
    }

    public DetectionLayout Layout => _detector.Layout;

    public long Finished { get; private set; }

    public DetectionResult CreateResult() => _detector.CreateResult();

    public void Submit(Frame frame, PictureTexture picture, long id) =>
        _detector.Submit(frame.Memory, frame.Width, frame.Height, id, frame.Time);

    public void Update()
    {
        if (!_detector.TryRead(_latest))
            return;
        Finished++;
        _unread = true;
    }

    public bool TryRead(DetectionResult result)
    {
        if (!_unread)
            return false;
        _unread = false;
        _latest.Write(_bytes);
        result.Read(_bytes, _latest.FrameId, _latest.Time);
        return true;
    }

    public void Draw(DetectionOverlay overlay, in OverlayTarget target) => overlay.Draw(_latest, target);

    public void Dispose() => _detector.Dispose();
}
