using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Fovea.Capture;
using Fovea.Gpu;
using Fovea.Hosting;
using Fovea.Models;
using Fovea.Runtime;
using Fovea.Scenes;
using Fovea.Scenes.Components;
using Fovea.Tests.Gpu;
using Fovea.Vision;
using Fovea.Vision.Cards;
using Fovea.Vision.Overlays;
using Silk.NET.OpenGL;
using Xunit;

namespace Fovea.Tests.Vision;

/// <summary>Whole frames of the faces scene inside a host: upload, network, decode, drawing, read-back.</summary>
public sealed class FramePathTests
{
    // What a frame may do of all that is watched: look at what has certainly arrived.
    private static readonly string[] Harmless = { "glMapBufferRange", "glGetQueryObjectuiv", "glGetQueryObjectui64v" };

    public static TheoryData<GlApi> Apis => GlThread.Apis;

    // All at once, and in slices of some GPU time: 1 ms is a few steps of the network on a rasterizer.
    public static IEnumerable<object?[]> ApisAndBudgets() =>
        from api in new[] { GlApi.OpenGL, GlApi.OpenGLES } from budget in new double?[] { null, 1 } select new object?[] { api, budget };

    [SkippableTheory]
    [MemberData(nameof(ApisAndBudgets))]
    public void The_host_finds_its_state_as_it_left_it(GlApi api, double? budget) => GlThread.RunOnHost(api, host =>
    {
        using GpuContext context = GpuContext.Attach(host.GL, new GpuOptions { Debug = true });
        using var frame = new Frame(context, budget);
        for (int i = 0; i < 40; i++)
            frame.Run();
        using var odd = new OddHost(host.GL, api == GlApi.OpenGLES);
        SortedDictionary<string, string> before = StateSnapshot.Of(host.GL, odd.IsES);
        for (int i = 0; i < 3; i++)
            frame.Run();
        Assert.Equal(before, StateSnapshot.Of(host.GL, odd.IsES));
        Assert.True(frame.Faces > 0);
    });

    [SkippableTheory]
    [MemberData(nameof(ApisAndBudgets))]
    public void A_frame_asks_for_common_entry_points_only_and_neither_waits_nor_makes_nor_reads_state(GlApi api, double? budget) => GlThread.RunOnHost(api, host =>
    {
        var intercepted = new InterceptedGl(host.GetProcAddress);
        using (new Defaults(host.GL))
        using (GpuContext context = GpuContext.Attach(intercepted.GL, new GpuOptions { HostState = HostStateMode.HostResets }))
        using (var frame = new Frame(context, budget))
        {
            for (int i = 0; i < 8; i++)
                frame.Run();
            intercepted.Reset();
            for (int i = 0; i < 8; i++)
                frame.Run();
            Assert.Empty(intercepted.Called().Select(c => c.Split(" x ")[0]).Except(Harmless));
            Assert.True(frame.Faces > 0);
        }

        Assert.Contains("glDrawArraysIndirect", intercepted.Asked);
        Assert.Empty(intercepted.Asked.Except(InterceptedGl.Allowed).Except(InterceptedGl.Checked));
    });

    [SkippableTheory]
    [MemberData(nameof(ApisAndBudgets))]
    public void A_frame_allocates_nothing(GlApi api, double? budget) => GlThread.RunOnHost(api, host =>
    {
        using GpuContext context = GpuContext.Attach(host.GL);
        using var frame = new Frame(context, budget);
        for (int i = 0; i < 40; i++)
            frame.Run();
        Assert.Equal(0, Allocations.Of(40, frame.Run));
        Assert.True(frame.Faces > 0);
    });

    // What a host does that lets nobody save its state: it sets its own again.
    private sealed class Defaults : IDisposable
    {
        private readonly GL _gl;

        public Defaults(GL gl) => _gl = gl;

        public void Dispose()
        {
            _gl.UseProgram(0);
            _gl.BindVertexArray(0);
            _gl.BindFramebuffer(FramebufferTarget.Framebuffer, 0);
            _gl.Disable(EnableCap.Blend);
        }
    }

    private sealed class Frame : IDisposable
    {
        private readonly GpuContext _context;
        private readonly GlModelRunner _runner;
        private readonly Detector _detector;
        private readonly DetectionOverlay _overlay;
        private readonly DetectionResult _result;
        private readonly PictureQuad _quad;
        private readonly HudGraph _hud;
        private readonly GpuTimers _timers;
        private readonly GpuTexture _texture;
        private readonly GpuTexture _target;
        private readonly GpuFramebuffer _framebuffer;
        private readonly PictureTexture _picture;
        private readonly byte[] _pixels;
        private readonly float[] _stages = new float[3];
        private long _number;

        public Frame(GpuContext context, double? budget)
        {
            Scene scene = SceneFile.Load(Path.Combine(TestFiles.Root, "scenes", "faces"));
            VisionCameraComponent camera = scene.Components<VisionCameraComponent>().Single();
            Picture photo = Picture.Load(ScenePaths.Resolve(scene, "npm:@vladmandic/face-api/demo/sample3.jpg"));
            _context = context;
            _runner = new GlModelRunner(context, OnnxFile.Load(ScenePaths.Resolve(scene, camera.Model!)));
            _timers = new GpuTimers(context);
            DetectorOptions options = DetectorOptions.Of(CardFile.Find(ScenePaths.Resolve(scene, camera.Model!), ScenePaths.Resolve(scene, camera.Card!)));
            _detector = new Detector(context, _runner, options with { GpuBudget = budget is null ? null : TimeSpan.FromMilliseconds(budget.Value) }, _timers);
            _overlay = new DetectionOverlay(context, _detector.Layout, options.Labels);
            _result = _detector.CreateResult();
            _quad = new PictureQuad(context);
            _hud = new HudGraph(context, new[] { "convert", "network", "decode" });
            _texture = new GpuTexture(context, photo.Width, photo.Height, GpuTextureFormat.Rgba8, "photo");
            _target = new GpuTexture(context, 320, 240, GpuTextureFormat.Rgba8, "target");
            _framebuffer = new GpuFramebuffer(_target);
            _picture = new PictureTexture(PixelEncoding.Rgb, _texture);
            _pixels = photo.Rgba.ToArray();
        }

        public int Faces { get; private set; }

        public void Run()
        {
            using (_context.Enter())
            {
                _context.Update();
                _texture.Upload<byte>(_pixels);
                _detector.Update();
                _detector.Submit(_picture, _number++, TimeSpan.FromMilliseconds(_number));
                _framebuffer.Bind();
                OverlayTarget target = OverlayTarget.Letterbox(320, 240, _picture.Width, _picture.Height);
                _quad.Draw(_picture, target);
                _overlay.Draw(_detector.Detections, target);
                _hud.Add(16, _stages);
                _hud.Draw(target);
            }

            while (_detector.TryRead(_result))
                Faces = _result.Count;
        }

        public void Dispose()
        {
            _framebuffer.Dispose();
            _target.Dispose();
            _texture.Dispose();
            _hud.Dispose();
            _quad.Dispose();
            _overlay.Dispose();
            _detector.Dispose();
            _timers.Dispose();
            _runner.Dispose();
        }
    }
}
