using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using Fovea.Gpu;
using Fovea.Hosting;
using Fovea.Models;
using Fovea.Operators;
using Fovea.Runtime;
using Fovea.Tests.Gpu;
using Fovea.Vision;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.PixelFormats;
using Xunit;

namespace Fovea.Tests.Runtime;

/// <summary>What half precision does to a classifier's answers, on a hundred photos.</summary>
public sealed class HalfPrecisionAccuracyTests
{
    private static readonly ImageInput Squeezenet = new(ImageFit.CenterCrop, ColorOrder.Bgr, new[] { 104f, 117f, 123f }, new[] { 1f, 1f, 1f });

    private static readonly ImageInput Mobilenet = new(
        ImageFit.CenterCrop, ColorOrder.Rgb, new[] { 123.675f, 116.28f, 103.53f }, new[] { 0.017125f, 0.017507f, 0.017429f });

    [SkippableTheory]
    [InlineData("squeezenet1.1_224")]
    [InlineData("mobilenet_v2_224")]
    public void Names_the_same_class_for_every_photo(string name)
    {
        Model model = OnnxFile.Load(TestFiles.Asset($"models/{name}.onnx"));
        string folder = Path.GetDirectoryName(TestFiles.Asset("images/imagenet100/labels.csv"))!;
        ImageInput input = name.StartsWith("squeezenet") ? Squeezenet : Mobilenet;
        ValueInfo data = model.Graph.Inputs[0];
        var differ = new List<string>();
        int photos = 0;
        GlThread.Run(GlApi.OpenGL, gl =>
        {
            using GpuContext context = GpuContext.Attach(gl);
            using var single = new GlModelRunner(context, model);
            using var half = new GlModelRunner(context, model, new PlannerOptions { Precision = Precision.Half });
            foreach (string file in Directory.GetFiles(folder, "*.JPEG").Order())
            {
                var feeds = new Dictionary<string, Tensor> { [data.Name] = Read(file, input, new Shape(1, 3, 224, 224)) };
                float[] want = single.Run(feeds).Values.Single().ToSingles(), got = half.Run(feeds).Values.Single().ToSingles();
                photos++;
                if (Best(want) != Best(got))
                    differ.Add($"{Path.GetFileName(file)}: {Best(want)} ({want[Best(want)]}, {want[Best(got)]}), {Best(got)} ({got[Best(want)]}, {got[Best(got)]})");
            }
        });
        Assert.Equal(100, photos);
        Assert.True(differ.Count == 0, string.Join("\n", differ));
    }

    private static Tensor Read(string file, ImageInput input, Shape shape)
    {
        using Image<Rgba32> picture = Image.Load<Rgba32>(file);
        var pixels = new Rgba32[picture.Width * picture.Height];
        picture.CopyPixelDataTo(pixels);
        return PictureToTensor.Convert(MemoryMarshal.AsBytes<Rgba32>(pixels), picture.Width, picture.Height, input, shape, out _);
    }

    private static int Best(float[] scores) => System.Array.IndexOf(scores, scores.Max());
}
