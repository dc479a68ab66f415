using System;
using System.Linq;
using Fovea.Gpu;
using Fovea.Hosting;
using Fovea.Models;
using Fovea.Tests.Gpu;
using Fovea.Vision;
using Xunit;

namespace Fovea.Tests.Vision;

public sealed class ImageToImageReaderTests
{
    public static TheoryData<GlApi> Apis => GlThread.Apis;

    [Fact]
    public void Values_become_bytes_in_the_order_of_the_colours()
    {
        float[] values = [0.2f, 2, 0.4f, -1, 0.6f, 0.5f];
        ImageToImageResult rgb = Plain(new ImageToImageOptions(new ImageInput()) { KeepPicture = true }, new Shape(1, 3, 1, 2), values);
        Assert.Equal(new byte[] { 51, 102, 153, 255, 255, 0, 128, 255 }, rgb.Pixels.ToArray());
        ImageToImageResult bgr = Plain(new ImageToImageOptions(new ImageInput()) { KeepPicture = true, Color = ImageOutputColor.Bgr }, new Shape(1, 3, 1, 2), values);
        Assert.Equal(new byte[] { 153, 102, 51, 255, 128, 0, 255, 255 }, bgr.Pixels.ToArray());
        ImageToImageResult last = Plain(new ImageToImageOptions(new ImageInput()) { KeepPicture = true, Scale = 100, Offset = 10 }, new Shape(1, 1, 2, 3), values);
        Assert.Equal(new byte[] { 30, 210, 50, 255, 0, 70, 60, 255 }, last.Pixels.ToArray());
    }

    [Theory]
    [MemberData(nameof(Apis))]
    public void Both_forms_agree(GlApi api) => GlThread.Run(api, gl =>
    {
        using GpuContext context = GpuContext.Attach(gl, new GpuOptions { Debug = true, PortableLimits = true });
        foreach ((Shape shape, ImageOutputColor color) in new[]
        {
            (new Shape(1, 3, 13, 21), ImageOutputColor.Rgb), (new Shape(1, 5, 17, 3), ImageOutputColor.Bgr), (new Shape(1, 1, 9, 5), ImageOutputColor.Gray),
        })
        {
            float[] values = ReaderForms.Random(shape.Count, 11, 0.7f);
            values[5] = float.NaN;
            var reader = new ImageToImageReader(new ImageToImageOptions(new ImageInput()) { Color = color, KeepPicture = true }, ReaderForms.Setup(shape));
            using VisionPass pass = reader.CreatePass(context);
            ImageToImageResult want = ReaderForms.Plain(reader, values, ReaderForms.Frame(30, 20));
            ImageToImageResult got = ReaderForms.OnGpu(context, reader, pass, values, shape, ElementType.Float, ReaderForms.Frame(30, 20));
            Assert.Equal((1, 1), (want.NonFinite, got.NonFinite));
            AssertClose(want, got, 0);
        }
    });

    [Theory]
    [MemberData(nameof(Apis))]
    public void Luma_takes_its_colour_from_the_source(GlApi api) => GlThread.Run(api, gl =>
    {
        using GpuContext context = GpuContext.Attach(gl, new GpuOptions { Debug = true });
        byte[] source = new byte[4 * 8 * 6];
        for (int i = 0; i < 48; i++)
            (source[4 * i], source[(4 * i) + 1], source[(4 * i) + 2], source[(4 * i) + 3]) = ((byte)(60 + i), (byte)(150 - (2 * i)), (byte)(90 + (i % 8)), 255);
        var options = new ImageToImageOptions(new ImageInput(Color: ColorOrder.Gray, Mean: [0], Scale: [1 / 255f])) { Color = ImageOutputColor.Luma, KeepPicture = true };
        var reader = new ImageToImageReader(options, ReaderForms.Setup(new Shape(1, 1, 18, 24), new Shape(1, 1, 6, 8)));
        reader.Prepare(source, 8, 6);
        float[] luma = Enumerable.Repeat(0.5f, 18 * 24).ToArray();
        ImageToImageResult want = ReaderForms.Plain(reader, luma, ReaderForms.Frame(8, 6));

        // Over the centre of a source pixel its chroma stays: R - Y and B - Y are what they were.
        for (int i = 0; i < 48; i++)
        {
            int at = 4 * ((((3 * (i / 8)) + 1) * 24) + (3 * (i % 8)) + 1);
            double y = (0.299 * source[4 * i]) + (0.587 * source[(4 * i) + 1]) + (0.114 * source[(4 * i) + 2]);
            for (int c = 0; c < 3; c++)
                Assert.Equal(Math.Clamp(127.5 + source[(4 * i) + c] - y, 0, 255), want.Pixels[at + c], 0.51);
        }

        using var texture = new GpuTexture(context, 8, 6, GpuTextureFormat.Rgba8, "source");
        texture.Upload<byte>(source);
        using VisionPass pass = reader.CreatePass(context);
        using (context.Enter())
            pass.Prepare(new PictureTexture(PixelEncoding.Rgb, texture));
        AssertClose(want, ReaderForms.OnGpu(context, reader, pass, luma, new Shape(1, 1, 18, 24), ElementType.Float, ReaderForms.Frame(8, 6)), 1);
    });

    [Fact]
    public void An_output_that_is_no_such_picture_is_named()
    {
        string message = Assert.Throws<ModelException>(() => new ImageToImageReader(
            new ImageToImageOptions(new ImageInput()) { Color = ImageOutputColor.Luma }, ReaderForms.Setup(new Shape(1, 3, 8, 8)))).Message;
        Assert.Contains("'y' is [1, 3, 8, 8]", message);
        Assert.Contains("[1, 1, H, W]", message);
    }

    private static ImageToImageResult Plain(ImageToImageOptions options, Shape shape, float[] values) =>
        ReaderForms.Plain(new ImageToImageReader(options, ReaderForms.Setup(shape)), values, ReaderForms.Frame(4, 4));

    private static void AssertClose(ImageToImageResult want, ImageToImageResult got, int tolerance)
    {
        Assert.Equal(want.Pixels.Length, got.Pixels.Length);
        for (int i = 0; i < want.Pixels.Length; i++)
            Assert.True(Math.Abs(want.Pixels[i] - got.Pixels[i]) <= tolerance, $"Byte {i}: {want.Pixels[i]} and {got.Pixels[i]}.");
    }
}
