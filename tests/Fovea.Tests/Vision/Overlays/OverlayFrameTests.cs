using System;
using System.Collections.Generic;
using System.Linq;
using Fovea.Gpu;
using Fovea.Hosting;
using Fovea.Tests.Gpu;
using Fovea.Vision;
using Fovea.Vision.Overlays;
using Fovea.Vision.Tracking;
using Xunit;

namespace Fovea.Tests.Vision.Overlays;

/// <summary>What all overlays keep to as guests in a host's frame.</summary>
public sealed class OverlayFrameTests
{
    private const int Width = 160, Height = 120;

    private static readonly DetectionLayout Layout = new(32, 2);
    private static readonly string[] Categories = { "face", "traffic light" };
    private static readonly SuppressionParameters Parameters = new(0.5f, 0.3f, ImageMapping.Stretch(80, 60));

    public static TheoryData<GlApi> Apis => GlThread.Apis;

    [SkippableTheory, MemberData(nameof(Apis))]
    public void State_is_put_back_and_a_frame_allocates_nothing_and_calls_what_both_dialects_have(GlApi api) => GlThread.RunOnHost(api, host =>
    {
        var intercepted = new InterceptedGl(host.GetProcAddress);
        using (var context = GpuContext.Attach(intercepted.GL))
        {
            using var frame = new Frame(context);
            for (int i = 0; i < 3; i++)
                frame.Draw();

            using (var odd = new OddHost(host.GL, api == GlApi.OpenGLES))
            {
                SortedDictionary<string, string> before = StateSnapshot.Of(host.GL, odd.IsES);
                frame.Draw();
                Assert.Equal(before, StateSnapshot.Of(host.GL, odd.IsES));
            }

            byte[] first = frame.Read();
            frame.Draw();
            Assert.Equal(first, frame.Read()); // drawn alike under the odd host
            Assert.Equal(0, Allocations.Of(10, frame.Draw));
        }

        // Two that only desktop OpenGL has, and that only the guard calls there.
        Assert.Empty(intercepted.Asked.Except(InterceptedGl.Allowed).Except(InterceptedGl.Checked).Except(api == GlApi.OpenGL ? new[] { "glPolygonMode", "glClearDepth" } : Array.Empty<string>()));
    });

    private static OverlayTarget Target(bool topLeft) =>
        new OverlayTarget(Width, Height, new Box(20, 10, 160, 120), 80, 60) with { TopLeftOrigin = topLeft };

    /// <summary>A frame with everything that is drawn.</summary>
    private sealed class Frame : IDisposable
    {
        private readonly GpuContext _context;
        private readonly Suppression _suppression;
        private readonly CandidateBuffer _candidates;
        private readonly DetectionResult _result = new(Layout, Categories);
        private readonly Tracker _tracker = new(new TrackerOptions { BirthHits = 1 });
        private readonly DetectionOverlay _overlay;
        private readonly TrackOverlay _tracks;
        private readonly MaskOverlay _mask;
        private readonly LegendOverlay _legend;
        private readonly BannerOverlay _banner;
        private readonly PictureQuad _quad;
        private readonly HudGraph _hud;
        private readonly GpuTexture _texture;
        private readonly GpuTexture _color;
        private readonly GpuFramebuffer _framebuffer;
        private readonly PictureTexture _picture;
        private readonly float[] _times = { 1, 2.5f };
        private readonly int[] _classes = { 1, 0 };
        private readonly float[] _probabilities = { 0.7f, 0.2f };

        public Frame(GpuContext context)
        {
            _context = context;
            _suppression = new Suppression(context, 300, Layout);
            _candidates = new CandidateBuffer(context, 300, 2);
            CandidateList list = SuppressionTests.Random(300, seed: 8, classes: 2);
            _candidates.Upload(list);
            Suppression.Select(list, Parameters with { ScoreThreshold = 0.9f }, _result);
            _overlay = new DetectionOverlay(context, Layout, Categories);
            _tracks = new TrackOverlay(context, _tracker, Categories);
            _mask = new MaskOverlay(context);
            _legend = new LegendOverlay(context, Categories);
            _banner = new BannerOverlay(context, Categories);
            _quad = new PictureQuad(context);
            _hud = new HudGraph(context, new[] { "network", "decode" }, history: 8);
            _texture = new GpuTexture(context, 8, 8, GpuTextureFormat.Rgba8, "picture");
            _texture.Upload<byte>(Enumerable.Range(0, 256).Select(i => (byte)i).ToArray());
            _picture = new PictureTexture(PixelEncoding.Rgb, _texture);
            _color = new GpuTexture(context, Width, Height, GpuTextureFormat.Rgba8, "target");
            _framebuffer = new GpuFramebuffer(_color);
            for (int i = 0; i < 8; i++)
                _hud.Add(16, _times); // the same history in every frame
            _hud.LatencyMilliseconds = 41;
            _tracker.Update(_result);
        }

        public void Draw()
        {
            OverlayTarget target = Target(false);
            _framebuffer.Clear(0, 0, 0, 1);
            using (_context.Enter())
            {
                _suppression.Run(_candidates, Parameters);
                _framebuffer.Bind();
                _quad.Draw(_picture, target);
                _mask.DrawLabels(_texture, ImageMapping.Stretch(80, 60), target);
                _mask.DrawMatte(_texture, ImageMapping.Stretch(80, 60), target);
                _overlay.Draw(_suppression.Results, target);
                _overlay.Draw(_result, target);
                _tracker.Update(_result);
                _tracks.Draw(target, TimeSpan.FromSeconds(0.1));
                _legend.Draw(_tracker, target);
                _banner.Draw(_classes, _probabilities, target);
                _hud.Add(16, _times);
                _hud.Draw(target);
            }
        }

        public byte[] Read()
        {
            var pixels = new byte[4 * Width * Height];
            _framebuffer.Read(pixels);
            return pixels;
        }

        public void Dispose()
        {
            foreach (IDisposable item in new IDisposable[]
            {
                _suppression, _candidates, _overlay, _tracks, _mask, _legend, _banner, _quad, _hud, _texture, _framebuffer, _color,
            })
                item.Dispose();
        }
    }
}
