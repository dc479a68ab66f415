using System;
using System.Linq;
using Fovea.Gpu;
using Fovea.Hosting;
using Fovea.Models;
using Fovea.Tests.Gpu;
using Fovea.Vision;
using Xunit;

namespace Fovea.Tests.Vision;

public sealed class EmbeddingReaderTests
{
    public static TheoryData<GlApi> Apis => GlThread.Apis;

    [Theory]
    [MemberData(nameof(Apis))]
    public void A_map_is_averaged_and_the_vector_has_length_one(GlApi api) => GlThread.Run(api, gl =>
    {
        using GpuContext context = GpuContext.Attach(gl, new GpuOptions { Debug = true, PortableLimits = true });
        foreach (Shape shape in new[] { new Shape(1, 5), new Shape(1, 130, 3, 7), new Shape(1, 1280, 1, 1) })
        {
            float[] values = ReaderForms.Random(shape.Count, 4);
            int pixels = shape.Count / shape[1];
            double[] means = Enumerable.Range(0, shape[1]).Select(i => values.Skip(i * pixels).Take(pixels).Average(v => (double)v)).ToArray();
            double length = Math.Sqrt(means.Sum(m => m * m));
            var reader = new EmbeddingReader(new EmbedderOptions(new ImageInput()), ReaderForms.Setup(shape));
            using VisionPass pass = reader.CreatePass(context);
            foreach (EmbeddingResult result in new[]
            {
                ReaderForms.Plain(reader, values, ReaderForms.Frame(9, 9)),
                ReaderForms.OnGpu(context, reader, pass, values, shape, ElementType.Float, ReaderForms.Frame(9, 9)),
            })
            {
                Assert.Equal(0, result.NonFinite);
                for (int i = 0; i < shape[1]; i++)
                    Assert.Equal(means[i] / length, result.Vector[i], 1e-6);
            }
        }
    });

    [Theory]
    [MemberData(nameof(Apis))]
    public void Features_that_are_no_numbers_point_nowhere(GlApi api) => GlThread.Run(api, gl =>
    {
        using GpuContext context = GpuContext.Attach(gl, new GpuOptions { Debug = true });
        float[] values = ReaderForms.Random(300, 4);
        values[290] = float.NaN;
        var reader = new EmbeddingReader(new EmbedderOptions(new ImageInput()), ReaderForms.Setup(new Shape(1, 300)));
        using VisionPass pass = reader.CreatePass(context);
        foreach (EmbeddingResult result in new[]
        {
            ReaderForms.Plain(reader, values, ReaderForms.Frame(9, 9)),
            ReaderForms.OnGpu(context, reader, pass, values, new Shape(1, 300), ElementType.Float, ReaderForms.Frame(9, 9)),
        })
        {
            Assert.Equal(1, result.NonFinite);
            Assert.Equal(new float[300], result.Vector.ToArray());
        }
    });

    [Fact]
    public void What_is_no_vector_of_features_is_refused()
    {
        foreach (Shape shape in new[] { new Shape(1, 1, 1, 8), new Shape(1, 7, 8), new Shape(2, 8) })
        {
            string message = Assert.Throws<ModelException>(() => new EmbeddingReader(new EmbedderOptions(new ImageInput()), ReaderForms.Setup(shape))).Message;
            Assert.Contains(shape.ToString(), message);
        }
    }

    [Fact]
    public void A_gallery_gives_the_nearest_first_and_of_equal_ones_the_earlier()
    {
        var gallery = new EmbeddingGallery();
        gallery.Add("right", [1, 0]);
        gallery.Add("up", [0, 1]);
        gallery.Add("right again", [1, 0]);
        gallery.Add("left", [-1, 0]);
        Assert.Equal(["right", "right again", "left", "up"], gallery.Search([0.6f, -0.8f], 9).Select(f => f.Name));
        Assert.Equal([0.6f, 0.6f], gallery.Search([0.6f, -0.8f], 2).Select(f => f.Similarity));
        Assert.Contains("'short' has 1 features", Assert.Throws<ArgumentException>(() => gallery.Add("short", [1])).Message);
    }
}
