using System;
using System.Collections.Generic;
using Fovea.Gpu;
using Fovea.Vision;
using Fovea.Vision.Overlays;
using Fovea.Vision.Tracking;

namespace Fovea.Tests.Docs;

// What docs/overlays.md shows is what stands between the two lines below; a test compares them.
// sample

/// <summary>A picture with what is followed in it, and a line of text whenever something comes or goes.</summary>
public sealed class FollowedPicture : IDisposable
{
    private readonly Tracker _tracker = new(new TrackerOptions { HighScore = 0.4f, BirthScore = 0.4f });
    private readonly PictureQuad _picture;
    private readonly TrackOverlay _tracks;
    private readonly LegendOverlay _legend;

    public FollowedPicture(GpuContext context, IReadOnlyList<string> labels, Action<string> tell)
    {
        _picture = new PictureQuad(context);
        _tracks = new TrackOverlay(context, _tracker, labels);
        _legend = new LegendOverlay(context, labels);
        _tracker.Appeared += track => tell($"{track.Category} {track.Id} came at {track.Time}");
        _tracker.Left += track => tell($"{track.Category} {track.Id} was last seen at {track.Time}");
    }

    /// <summary>Call it for each result that arrives.</summary>
    public void Update(DetectionResult found) => _tracker.Update(found);

    /// <summary>Call it once a frame, with the framebuffer bound that shall be drawn into.</summary>
    public void Draw(PictureTexture picture, TimeSpan time, int width, int height)
    {
        OverlayTarget target = OverlayTarget.Letterbox(width, height, picture.Width, picture.Height);
        _picture.Draw(picture, target);
        _tracks.Draw(target, time);
        _legend.Draw(_tracker, target);
    }

    public void Dispose()
    {
        _picture.Dispose();
        _tracks.Dispose();
        _legend.Dispose();
    }
}

// end of sample
