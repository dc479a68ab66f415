using System;
using System.Collections.Generic;
using System.Linq;
using Fovea.Gpu;
using Fovea.Hosting;
using Fovea.Models;
using Fovea.OnnxRuntime;
using Fovea.Runtime;
using Fovea.Tests.Gpu;
using Fovea.Vision;
using Xunit;

namespace Fovea.Tests.Vision.Decoders;

/// <summary>
/// A network whose graph ends in lists, classes as 64-bit integers: of a picture of 4 x 4 pixels the first reds are three boxes, and the three
/// highest greens are the scores, of the classes that are the numbers of their pixels.
/// </summary>
public sealed class EndToEndNetworkTests
{
    public static TheoryData<GlApi, bool> Backends => new()
    {
        { GlApi.OpenGL, true }, { GlApi.OpenGL, false }, { GlApi.OpenGLES, true }, { GlApi.OpenGLES, false },
    };

    [SkippableTheory, MemberData(nameof(Backends))]
    public void Lists_come_through_every_backend_and_nothing_is_suppressed_again(GlApi api, bool onGl) => GlThread.Run(api, gl =>
    {
        // Top, left, bottom, right: twice the same box, and one elsewhere.
        byte[] reds = [51, 102, 153, 204, 51, 102, 153, 204, 0, 0, 255, 51, 0, 0, 0, 0], greens = [9, 8, 7, 255, 1, 204, 2, 3, 4, 5, 6, 10, 153, 11, 12, 13];
        byte[] pixels = reds.Zip(greens, (r, g) => new byte[] { r, g, 0, 255 }).SelectMany(p => p).ToArray();
        using GpuContext context = GpuContext.Attach(gl, new GpuOptions { Debug = true });
        using IModelRunner runner = onGl ? new GlModelRunner(context, Network()) : OnnxRuntimeRunner.Load(Network());
        using var detector = new Detector(context, runner, new DetectorOptions(new ImageInput(), "EndToEnd") { ScoreThreshold = 0.7f });
        using var texture = new GpuTexture(context, 4, 4, GpuTextureFormat.Rgba8, "picture");
        texture.Upload<byte>(pixels);
        DetectionResult result = detector.CreateResult();
        detector.Submit(new PictureTexture(PixelEncoding.Rgb, texture), 0, TimeSpan.Zero);
        for (DateTime end = DateTime.UtcNow.AddSeconds(60); !detector.TryRead(result);)
        {
            Assert.True(DateTime.UtcNow < end, "Nothing arrived for a minute.");
            context.Update();
            detector.Update();
        }

        Assert.Equal([(3, 1f), (5, 0.8f)], SuppressionTests.Items(result).Select(d => (d.Class, MathF.Round(d.Score, 4))));
        foreach (Detection found in SuppressionTests.Items(result))
        {
            float[] apart = { found.Box.X - 1.6f, found.Box.Y - 0.8f, found.Box.Width - 1.6f, found.Box.Height - 1.6f };
            Assert.All(apart, d => Assert.InRange(d, -1e-4f, 1e-4f));
        }
    });

    private static Model Network()
    {
        static Tensor Numbers(params long[] values) => Tensor.Of<long>(new Shape(values.Length), values);
        Node[] nodes =
        [
            new("Reshape", ["x", "flat_shape"], ["flat"]) { Opset = 13 },
            new("Slice", ["flat", "zero", "twelve", "one"], ["red"]) { Opset = 13 },
            new("Reshape", ["red", "box_shape"], ["boxes"]) { Opset = 13 },
            new("Slice", ["flat", "sixteen", "thirty_two", "one"], ["green"]) { Opset = 13 },
            new("TopK", ["green", "three"], ["scores", "classes"]) { Opset = 13 },
        ];
        var graph = new Graph(
            "lists",
            [new ValueInfo("x", ElementType.Float, new Shape(1, 3, 4, 4))],
            [
                new ValueInfo("boxes", ElementType.Float, new Shape(1, 3, 4)), new ValueInfo("scores", ElementType.Float, new Shape(1, 3)),
                new ValueInfo("classes", ElementType.Int64, new Shape(1, 3)),
            ],
            nodes,
            new Dictionary<string, Tensor>
            {
                ["flat_shape"] = Numbers(1, 48),
                ["box_shape"] = Numbers(1, 3, 4),
                ["zero"] = Numbers(0),
                ["one"] = Numbers(1),
                ["three"] = Numbers(3),
                ["twelve"] = Numbers(12),
                ["sixteen"] = Numbers(16),
                ["thirty_two"] = Numbers(32),
            });
        return new Model(graph, new Dictionary<string, int> { [""] = 13 });
    }
}
