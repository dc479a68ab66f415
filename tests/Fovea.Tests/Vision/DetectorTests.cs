using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Fovea.Capture;
using Fovea.Gpu;
using Fovea.Hosting;
using Fovea.Models;
using Fovea.OnnxRuntime;
using Fovea.Runtime;
using Fovea.Scenes;
using Fovea.Scenes.Components;
using Fovea.Tests.Gpu;
using Fovea.Vision;
using Fovea.Vision.Cards;
using Silk.NET.OpenGL;
using Xunit;
using Xunit.Abstractions;

namespace Fovea.Tests.Vision;

/// <summary>The whole pipeline of the faces scene, on its own six photos.</summary>
public sealed class DetectorTests
{
    private static readonly Scene Faces = SceneFile.Load(Path.Combine(TestFiles.Root, "scenes", "faces"));
    private static readonly VisionCameraComponent Camera = Faces.Components<VisionCameraComponent>().Single();
    private static readonly ValueInfo Channels = new("input", ElementType.Float, new Shape(1, 128, 128, 3));

    private readonly ITestOutputHelper _output;

    public DetectorTests(ITestOutputHelper output) => _output = output;

    public static IEnumerable<object[]> Backends() =>
        from api in new[] { GlApi.OpenGL, GlApi.OpenGLES }
        from backend in new[] { "gl", "onnxruntime" }
        select new object[] { api, backend };

    [SkippableTheory]
    [MemberData(nameof(Backends))]
    public void Finds_the_same_faces_as_ONNX_Runtime_and_the_plain_forms(GlApi api, string backend)
    {
        Model model = OnnxFile.Load(ScenePaths.Resolve(Faces, Camera.Model!));
        using OnnxRuntimeRunner reference = OnnxRuntimeRunner.Load(model);
        using var host = new HostDetector(reference, Options());
        GlThread.Run(api, gl =>
        {
            using GpuContext context = GpuContext.Attach(gl, new GpuOptions { Debug = true });
            using IModelRunner runner = backend == "gl" ? new GlModelRunner(context, model) : OnnxRuntimeRunner.Load(model);
            using var detector = new Detector(context, runner, Options());
            DetectionResult want = host.CreateResult(), got = detector.CreateResult();
            int faces = 0;
            foreach ((string path, int frame) in Photos().Select((path, i) => (path, i)))
            {
                Picture photo = Picture.Load(path);
                host.Submit(photo.Memory, photo.Width, photo.Height, frame, TimeSpan.FromSeconds(frame));
                WaitFor(() => host.TryRead(want));

                using var texture = new GpuTexture(context, photo.Width, photo.Height, GpuTextureFormat.Rgba8, path);
                texture.Upload(photo.Rgba);
                detector.Submit(new PictureTexture(PixelEncoding.Rgb, texture), frame, TimeSpan.FromSeconds(frame));
                WaitFor(() =>
                {
                    context.Update();
                    detector.Update();
                    return detector.TryRead(got);
                });

                AssertSame(want, got, path);
                Assert.Equal(frame, got.FrameId);
                Assert.Equal(TimeSpan.FromSeconds(frame), got.Time);
                faces += got.Count;
            }

            Assert.True(faces >= 6, $"Only {faces} faces in six photos of people.");
        });
    }

    [SkippableFact]
    public void A_newer_frame_replaces_the_one_that_waits_and_the_loss_is_counted()
    {
        Model model = OnnxFile.Load(ScenePaths.Resolve(Faces, Camera.Model!));
        GlThread.Run(GlApi.OpenGL, gl =>
        {
            using GpuContext context = GpuContext.Attach(gl, new GpuOptions { Debug = true });
            using var runner = new HeldRunner(new GlModelRunner(context, model));
            using var detector = new Detector(context, runner, Options());
            using var texture = new GpuTexture(context, 8, 8, GpuTextureFormat.Rgba8, "gray");
            texture.Upload<byte>(new byte[256]);
            var picture = new PictureTexture(PixelEncoding.Rgb, texture);
            for (int i = 0; i < 4; i++)
                detector.Submit(picture, i, TimeSpan.Zero);

            // The first runs; of those that waited only the last is left.
            Assert.Equal(2, detector.Dropped);
            runner.IsHeld = false;
            var frames = new List<long>();
            DetectionResult result = detector.CreateResult();
            WaitFor(() =>
            {
                context.Update();
                detector.Update();
                if (detector.TryRead(result))
                    frames.Add(result.FrameId);
                return frames.Count == 2;
            });
            Assert.Equal(new long[] { 0, 3 }, frames);
        });
    }

    [SkippableFact]
    public void A_picture_that_cannot_be_read_fails_alone_and_awaiting_does_not_mix_with_polling()
    {
        Model model = OnnxFile.Load(ScenePaths.Resolve(Faces, Camera.Model!));
        GlThread.Run(GlApi.OpenGL, gl =>
        {
            using GpuContext context = GpuContext.Attach(gl, new GpuOptions { Debug = true });
            using var runner = new GlModelRunner(context, model);
            using var detector = new Detector(context, runner, Options());
            using var texture = new GpuTexture(context, 8, 8, GpuTextureFormat.Rgba8, "gray");
            texture.Upload<byte>(new byte[256]);
            var good = new PictureTexture(PixelEncoding.Rgb, texture);
            Assert.Throws<ArgumentException>(() => detector.Submit(new PictureTexture(PixelEncoding.Nv12, texture), 0, TimeSpan.Zero));
            System.Threading.Tasks.Task<DetectionResult> bad = detector.DetectAsync(good with { QuarterTurns = 7 }), after = detector.DetectAsync(good, new FrameStamp(5, TimeSpan.Zero));
            WaitFor(() =>
            {
                context.Update();
                return after.IsCompleted;
            });
            Assert.IsType<ArgumentException>(bad.Exception!.InnerException);
            Assert.Equal(5, after.Result.FrameId);

            detector.Submit(good, 6, TimeSpan.Zero);
            Assert.Throws<InvalidOperationException>(Await);
            Assert.Throws<InvalidOperationException>(() => detector.Run(good, detector.CreateResult()));

            void Await() => _ = detector.DetectAsync(good);
        });
    }

    [SkippableFact]
    public void A_run_in_slices_takes_some_frames_keeps_its_budget_and_finds_the_same() => GlThread.RunOnHost(GlApi.OpenGL, hosting =>
    {
        const double step = 0.5, budget = 2.2;
        using GpuContext context = GpuContext.Attach(GL.GetApi(FakeGpu.Over(hosting.GetProcAddress)));
        using var runner = new GlModelRunner(context, OnnxFile.Load(ScenePaths.Resolve(Faces, Camera.Model!)));
        using var whole = new Detector(context, runner, Options());
        using var sliced = new Detector(context, runner, Options() with { GpuBudget = TimeSpan.FromMilliseconds(budget) });
        Picture photo = Picture.Load(Photos()[0]);
        using var texture = new GpuTexture(context, photo.Width, photo.Height, GpuTextureFormat.Rgba8, "photo");
        texture.Upload(photo.Rgba);
        var picture = new PictureTexture(PixelEncoding.Rgb, texture);
        DetectionResult want = whole.CreateResult(), got = sliced.CreateResult();
        FakeGpu.Cost = _ => step;
        FakeGpu.Clear();
        whole.Submit(picture, 0, TimeSpan.Zero);
        int others = FakeGpu.Dispatches - runner.PlanFor(new Dictionary<string, Shape>()).Blueprint.Steps.Count;
        WaitFor(() => Frame(whole, want));
        Assert.True(want.Count > 0);

        // A new picture with every frame, far more of them than there are runs.
        var found = new List<long>();
        int frames = 0, most = 0;
        for (; found.Count < 40; frames++)
        {
            FakeGpu.Clear();
            bool arrived = Frame(sliced, got);
            sliced.Submit(picture, frames, TimeSpan.Zero);
            if (found.Count > 35)
                most = Math.Max(most, FakeGpu.Dispatches);
            if (!arrived)
                continue;
            found.Add(got.FrameId);
            AssertSame(want, got, "sliced");
            Assert.True(frames < 2000);
        }

        // Four steps fit and one more may begin the next run, beside the conversion of a picture, its decoding and its suppression.
        Assert.InRange(most, 4 + 1, 5 + others);
        Assert.Equal(found.Order(), found);
        Assert.True(frames > 5 * found.Count);
        while (sliced.IsBusy)
            Frame(sliced, got);
        Assert.Equal(frames, sliced.Finished + sliced.Dropped);

        bool Frame(Detector detector, DetectionResult result)
        {
            FakeGpu.HostTime += 20;
            context.Update();
            detector.Update();
            return detector.TryRead(result);
        }
    });

    /// <summary>The memory ends at each allocation in turn, until it suffices.</summary>
    [SkippableFact]
    public void Memory_that_ends_midway_leaves_nothing_behind() => GlThread.RunOnHost(GlApi.OpenGL, hosting =>
    {
        var intercepted = new InterceptedGl(FakeGpu.Over(hosting.GetProcAddress));
        using GpuContext context = GpuContext.Attach(intercepted.GL);
        using var runner = new GlModelRunner(context, OnnxFile.Load(ScenePaths.Resolve(Faces, Camera.Model!)));
        int failures = 0;
        for (bool done = false; !done;)
        {
            intercepted.Reset();
            FakeGpu.AllocationsLeft = failures;
            try
            {
                using var detector = new Detector(context, runner, Options());
                done = true;
            }
            catch (GpuException e)
            {
                failures++;
                Assert.Contains("Free memory", e.Message);
            }

            Assert.DoesNotContain(context.Leaks(), leak => !leak.StartsWith("Program"));
            foreach (string kind in new[] { "Buffers", "Textures", "Queries", "Samplers" })
                Assert.Equal(intercepted.Count($"glGen{kind}"), intercepted.Count($"glDelete{kind}"));
        }

        // The session's five, the converter's, the decoder's, the candidates' two, the suppression's three, the read-back's three.
        Assert.True(failures >= 15, $"{failures} allocations");
    });

    [SkippableFact]
    public void Pictures_of_the_host_wait_and_the_newest_replaces_the_one_that_waits()
    {
        using OnnxRuntimeRunner reference = OnnxRuntimeRunner.Load(OnnxFile.Load(ScenePaths.Resolve(Faces, Camera.Model!)));
        using var host = new HostDetector(reference, Options());
        Picture photo = Picture.Load(Photos()[0]);
        for (int i = 0; i < 4; i++)
            host.Submit(photo.Memory, photo.Width, photo.Height, i, TimeSpan.FromSeconds(i));
        Assert.Equal(2, host.Dropped);
        DetectionResult result = host.CreateResult();
        foreach (int frame in new[] { 0, 3 })
        {
            WaitFor(() => host.TryRead(result));
            Assert.Equal(frame, result.FrameId);
            Assert.True(result.Count > 0);
        }

        Assert.False(host.IsBusy);
    }

    private static DetectorOptions Options() => DetectorOptions.Of(CardFile.Load(ScenePaths.Resolve(Faces, Camera.Card!), Channels));

    private static string[] Photos()
    {
        string pattern = ScenePaths.ResolveSource(Faces, Faces.Components<PictureSourceComponent>().Single().Source);
        string[] photos = Directory.GetFiles(Path.GetDirectoryName(pattern)!, Path.GetFileName(pattern));
        Assert.Equal(6, photos.Length);
        return photos.Order(StringComparer.Ordinal).ToArray();
    }

    private void AssertSame(DetectionResult want, DetectionResult got, string photo)
    {
        _output.WriteLine($"{Path.GetFileName(photo)}: {got.Count} faces");
        Assert.Equal(want.Count, got.Count);
        for (int i = 0; i < want.Count; i++)
        {
            Detection best = Enumerable.Range(0, got.Count).Select(k => got[k]).MaxBy(d => d.Box.IntersectionOverUnion(want[i].Box));
            float overlap = best.Box.IntersectionOverUnion(want[i].Box);
            _output.WriteLine($"  {best.Category} {best.Score:0.000} {best.Box}, overlap {overlap:0.0000}");
            Assert.True(overlap >= 0.99, $"{photo}: face {i} at {want[i].Box} is at {best.Box}, overlap {overlap}");
            Assert.Equal(want[i].Score, best.Score, 0.02f);
            Assert.Equal("face", best.Category);
            Assert.Equal(6, best.Keypoints.Length);
        }
    }

    private static void WaitFor(Func<bool> done)
    {
        DateTime end = DateTime.UtcNow.AddSeconds(60);
        while (!done())
        {
            Assert.True(DateTime.UtcNow < end, "Nothing arrived for a minute.");
            System.Threading.Thread.Sleep(1);
        }
    }

    // A network whose runs are not over before the test says so.
    private sealed class HeldRunner : IModelRunner
    {
        private readonly IModelRunner _inner;

        public HeldRunner(IModelRunner inner) => _inner = inner;

        public bool IsHeld { get; set; } = true;

        public string Backend => _inner.Backend;

        public string Description => _inner.Description;

        public IReadOnlyList<ValueInfo> Inputs => _inner.Inputs;

        public IReadOnlyList<ValueInfo> Outputs => _inner.Outputs;

        public IReadOnlyDictionary<string, Tensor> Run(IReadOnlyDictionary<string, Tensor> inputs) => _inner.Run(inputs);

        public IReadOnlyDictionary<string, Tensor> RunAll(IReadOnlyDictionary<string, Tensor> inputs) => _inner.RunAll(inputs);

        public IModelSession Open(GpuContext context, IReadOnlyDictionary<string, Shape>? inputShapes = null) =>
            new Session(this, _inner.Open(context, inputShapes));

        public void Dispose() => _inner.Dispose();

        private sealed class Session : IModelSession
        {
            private readonly HeldRunner _runner;
            private readonly IModelSession _inner;

            public Session(HeldRunner runner, IModelSession inner) => (_runner, _inner) = (runner, inner);

            public bool IsBusy { get; private set; }

            public TimeSpan Spent => _inner.Spent;

            public GpuTensor Input(string name) => _inner.Input(name);

            public GpuTensor Output(string name) => _inner.Output(name);

            public void Submit()
            {
                _inner.Submit();
                IsBusy = true;
            }

            public bool Advance(TimeSpan gpuBudget) => Poll();

            public bool Poll()
            {
                if (_runner.IsHeld || !_inner.Poll())
                    return false;
                IsBusy = false;
                return true;
            }

            public void Dispose() => _inner.Dispose();
        }
    }
}
