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
using Fovea.Tests.Gpu;
using Fovea.Vision;
using Xunit;
using Xunit.Abstractions;

namespace Fovea.Tests.Vision.Decoders;

/// <summary>Real networks on real photos: on GL what ONNX Runtime and the plain decoder find, and what anybody sees on the photo.</summary>
public sealed class DetectionNetworksTests
{
    private static readonly float[] Imagenet = { 103.53f, 116.28f, 123.675f }, PerImagenet = { 0.017429f, 0.017507f, 0.017125f };

    private static readonly Dictionary<string, DetectorOptions> Networks = new()
    {
        ["yolox_nano_416"] = new(new ImageInput(ImageFit.LetterboxTopLeft, ColorOrder.Bgr, Scale: new float[] { 1, 1, 1 }, Padding: 114), "YOLOX"),
        ["nanodet_m_416"] = new(new ImageInput(ImageFit.Stretch, ColorOrder.Bgr, Imagenet, PerImagenet), "NanoDet") { ScoreThreshold = 0.35f },
        ["fastestdet_352"] = new(new ImageInput(ImageFit.Stretch, ColorOrder.Bgr), "FastestDet") { ScoreThreshold = 0.6f },
        ["ultraface_rfb_320x240"] = new(new ImageInput(ImageFit.Stretch, ColorOrder.Rgb, new float[] { 127, 127, 127 }, Enumerable.Repeat(1 / 128f, 3).ToArray()), "UltraFace")
        {
            Labels = new[] { "face" },
            ScoreThreshold = 0.7f,
            OverlapThreshold = 0.3f,
        },
    };

    private readonly ITestOutputHelper _output;

    public DetectionNetworksTests(ITestOutputHelper output) => _output = output;

    public static TheoryData<GlApi, string, string, string> Photos => new()
    {
        { GlApi.OpenGL, "yolox_nano_416", "dog_bicycle_car", "bicycle,car,dog" },
        { GlApi.OpenGLES, "yolox_nano_416", "horses", "horse" },
        { GlApi.OpenGLES, "nanodet_m_416", "dog_bicycle_car", "bicycle,car" },
        { GlApi.OpenGL, "nanodet_m_416", "person_horse_dog", "dog,horse,person" },
        { GlApi.OpenGL, "fastestdet_352", "bus_purple", "bus" },
        { GlApi.OpenGLES, "fastestdet_352", "dog_bicycle_car", "dog" },
        { GlApi.OpenGL, "ultraface_rfb_320x240", "faces_three", "face,face,face" },
        { GlApi.OpenGLES, "ultraface_rfb_320x240", "face_one", "face" },
    };

    [SkippableTheory, MemberData(nameof(Photos))]
    public void Finds_what_is_on_the_photo_and_the_same_as_ONNX_Runtime(GlApi api, string network, string photo, string things)
    {
        (Model model, DetectorOptions options) = Load(network);
        Picture picture = Picture.Load(TestFiles.Asset($"images/photos/{photo}.jpg"));
        using OnnxRuntimeRunner reference = OnnxRuntimeRunner.Load(model);
        using var host = new HostDetector(reference, options);
        DetectionResult want = host.CreateResult();
        host.Submit(picture.Memory, picture.Width, picture.Height, 0, TimeSpan.Zero);
        WaitFor(() => host.TryRead(want));
        GlThread.Run(api, gl =>
        {
            using GpuContext context = GpuContext.Attach(gl, new GpuOptions { Debug = true });
            using var runner = new GlModelRunner(context, model);
            using var detector = new Detector(context, runner, options);
            using var texture = new GpuTexture(context, picture.Width, picture.Height, GpuTextureFormat.Rgba8, photo);
            texture.Upload(picture.Rgba);
            DetectionResult got = Detect(context, detector, new PictureTexture(PixelEncoding.Rgb, texture));
            AssertSame(want, got, options.ScoreThreshold);
            string[] found = Strong(got, options.ScoreThreshold).Select(d => d.Category).Order(StringComparer.Ordinal).ToArray();
            foreach (IGrouping<string, string> thing in things.Split(',').GroupBy(t => t))
                Assert.True(found.Count(f => f == thing.Key) >= thing.Count(), $"Found {string.Join(", ", found)}, not {things}.");
        });
    }

    public static IEnumerable<object[]> Turns() =>
        from turns in new[] { 0, 1, 2, 3 } from origin in new[] { ImageOrigin.TopLeft, ImageOrigin.BottomLeft } select new object[] { turns, origin };

    /// <summary>A camera that stands on its side, or a framebuffer: the texture holds the picture turned, boxes are on the upright one.</summary>
    [SkippableTheory, MemberData(nameof(Turns))]
    public void Boxes_are_in_upright_pixels_however_the_picture_is_stored(int turns, ImageOrigin origin)
    {
        (Model model, DetectorOptions options) = Load("ultraface_rfb_320x240");
        Picture upright = Picture.Load(TestFiles.Asset("images/photos/faces_group_2.jpg"));
        GlThread.Run(GlApi.OpenGL, gl =>
        {
            using GpuContext context = GpuContext.Attach(gl, new GpuOptions { Debug = true });
            using var runner = new GlModelRunner(context, model);
            foreach (ImageFit fit in new[] { ImageFit.Letterbox, ImageFit.CenterCrop })
            {
                using var detector = new Detector(context, runner, options with { Input = options.Input with { Fit = fit } });
                using var plain = new GpuTexture(context, upright.Width, upright.Height, GpuTextureFormat.Rgba8, "upright");
                plain.Upload(upright.Rgba);
                DetectionResult want = detector.CreateResult();
                Copy(Detect(context, detector, new PictureTexture(PixelEncoding.Rgb, plain)), want);

                (byte[] stored, int width, int height) = TextureToTensorTests.Store(upright.Rgba.ToArray(), upright.Width, upright.Height, origin, turns);
                using var texture = new GpuTexture(context, width, height, GpuTextureFormat.Rgba8, "stored");
                texture.Upload<byte>(stored);
                DetectionResult got = Detect(context, detector, new PictureTexture(PixelEncoding.Rgb, texture) { QuarterTurns = turns, Origin = origin });
                AssertSame(want, got, options.ScoreThreshold);
                Assert.True(got.Count >= 2);
                for (int i = 0; i < got.Count; i++)
                    Assert.True(got[i].Box is { X: > 0, Y: > 0 } box && box.X + box.Width < upright.Width && box.Y + box.Height < upright.Height);
            }
        });
    }

    private static (Model Model, DetectorOptions Options) Load(string network)
    {
        DetectorOptions options = Networks[network];
        string[] coco = File.ReadAllLines(TestFiles.Asset("labels/coco80.txt")).Where(l => l.Length > 0).ToArray();
        return (OnnxFile.Load(TestFiles.Asset($"models/{network}.onnx")), options.Labels.Count > 0 ? options : options with { Labels = coco, OverlapThreshold = 0.45f });
    }

    private static DetectionResult Detect(GpuContext context, Detector detector, PictureTexture picture)
    {
        DetectionResult result = detector.CreateResult();
        detector.Submit(picture, 0, TimeSpan.Zero);
        WaitFor(() =>
        {
            context.Update();
            detector.Update();
            return detector.TryRead(result);
        });
        return result;
    }

    private static void Copy(DetectionResult from, DetectionResult to)
    {
        var bytes = new byte[from.Layout.Bytes];
        from.Write(bytes);
        to.Read(bytes, 0, TimeSpan.Zero);
    }

    // Those that are not on the edge of the threshold.
    private static Detection[] Strong(DetectionResult result, float threshold) =>
        Enumerable.Range(0, result.Count).Select(i => result[i]).Where(d => d.Score >= threshold + 0.02f).ToArray();

    private void AssertSame(DetectionResult want, DetectionResult got, float threshold)
    {
        for (int i = 0; i < got.Count; i++)
            _output.WriteLine($"{got[i].Category} {got[i].Score:0.000} {got[i].Box}");
        AssertFound(Strong(want, threshold), got);
        AssertFound(Strong(got, threshold), want);
    }

    private static void AssertFound(Detection[] want, DetectionResult got)
    {
        Assert.NotEmpty(want);
        foreach (Detection one in want)
        {
            Detection best = Enumerable.Range(0, got.Count).Select(k => got[k]).Where(d => d.Class == one.Class).MaxBy(d => d.Box.IntersectionOverUnion(one.Box));
            float overlap = best.Box.IntersectionOverUnion(one.Box);
            Assert.True(overlap >= 0.97 && Math.Abs(one.Score - best.Score) <= 0.02f, $"{one} was found as {best}, overlap {overlap}.");
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
}
