using System;
using System.Collections.Generic;
using System.Linq;
using Fovea.Gpu;
using Fovea.Hosting;
using Fovea.Models;
using Fovea.Operators;
using Fovea.Runtime;
using Fovea.Tests.Gpu;
using Fovea.Vision;
using Silk.NET.OpenGL;
using Xunit;

namespace Fovea.Tests.Vision;

/// <summary>Pictures of four flat, different quarters, so that any flip, turn or swap of channels shows.</summary>
public sealed class TextureToTensorTests
{
    // Upright: red | green over blue | (200, 100, 50).
    private static readonly byte[][] Quarters = { new byte[] { 255, 0, 0 }, new byte[] { 0, 255, 0 }, new byte[] { 0, 0, 255 }, new byte[] { 200, 100, 50 } };

    private static readonly ImageInput Plain = new() { Scale = new[] { 1f, 1f, 1f } };

    public static IEnumerable<object[]> Placements() =>
        from api in new[] { GlApi.OpenGL, GlApi.OpenGLES }
        from origin in new[] { ImageOrigin.TopLeft, ImageOrigin.BottomLeft }
        from turns in new[] { 0, 1, 2, 3 }
        select new object[] { api, origin, turns };

    [SkippableTheory]
    [MemberData(nameof(Placements))]
    public void Origin_and_turns_give_the_upright_picture(GlApi api, ImageOrigin origin, int turns)
    {
        byte[] upright = Picture(24, 16, (x, y) => Quarters[(y < 8 ? 0 : 2) + (x < 12 ? 0 : 1)]);
        (byte[] stored, int width, int height) = Store(upright, 24, 16, origin, turns);
        Run(api, context =>
        {
            using GpuTexture texture = Upload(context, stored, width, height, GpuTextureFormat.Rgba8);
            var picture = new PictureTexture(PixelEncoding.Rgb, texture) { Origin = origin, QuarterTurns = turns };
            float[] values = Convert(context, Plain, picture, new Shape(1, 3, 4, 6), Layout.RowMajor, out ImageMapping mapping);
            Assert.Equal(new ImageMapping(24, 16, 0, 0), mapping);
            AssertQuarters(values, 6, 4);
        });
    }

    [SkippableTheory]
    [MemberData(nameof(GlThread.Apis), MemberType = typeof(GlThread))]
    public void Agrees_with_the_plain_form_whatever_the_fit_order_and_layout(GlApi api)
    {
        var random = new Random(3);
        byte[] photo = Picture(37, 23, (x, y) => new[] { (byte)(7 * x), (byte)(11 * y), (byte)random.Next(40) });
        Run(api, context =>
        {
            using GpuTexture texture = Upload(context, photo, 37, 23, GpuTextureFormat.Rgba8);
            var picture = new PictureTexture(PixelEncoding.Rgb, texture);
            foreach (ImageFit fit in Enum.GetValues<ImageFit>())
                foreach (ColorOrder color in Enum.GetValues<ColorOrder>())
                    foreach ((bool last, Layout layout) in new[] { (true, Layout.RowMajor), (false, Layout.RowMajor), (false, Layout.Packed) })
                    {
                        int channels = color == ColorOrder.Gray ? 1 : 3;
                        var input = new ImageInput
                        {
                            Fit = fit,
                            Color = color,
                            ChannelsLast = last,
                            Padding = 114,
                            Mean = new float[] { 104, 117, 123 },
                            Scale = new[] { 1f, 0.5f, 0.25f },
                        };
                        foreach ((int width, int height) in new[] { (9, 13), (50, 20) })
                        {
                            Shape shape = last ? new Shape(1, height, width, channels) : new Shape(1, channels, height, width);
                            float[] got = Convert(context, input, picture, shape, layout, out ImageMapping mapping);
                            float[] want = PictureToTensor.Convert(photo, 37, 23, input, shape, out ImageMapping wanted).ToSingles();
                            Assert.Equal(wanted, mapping);
                            // Texture units interpolate with 8 bits of fraction: up to one part in 256 between neighbours.
                            AssertClose(want, got, 1.5f, $"{fit} {color} {layout} {shape}");
                        }
                    }
        });
    }

    [Fact]
    public void The_plain_form_averages_what_a_pixel_covers()
    {
        byte[] stripes = Picture(8, 8, (x, _) => x % 2 == 0 ? new byte[] { 255, 255, 255 } : new byte[] { 0, 0, 0 });
        float[] values = PictureToTensor.Convert(stripes, 8, 8, Plain, new Shape(1, 3, 2, 2), out _).ToSingles();
        Assert.All(values, v => Assert.Equal(127.5f, v, 0.01f));
    }

    [Fact]
    public void Letterbox_keeps_proportions_and_fills_bars()
    {
        byte[] white = Picture(20, 10, (_, _) => new byte[] { 255, 255, 255 });
        ImageInput input = Plain with { Fit = ImageFit.Letterbox, Padding = 114 };
        float[] values = PictureToTensor.Convert(white, 20, 10, input, new Shape(1, 3, 8, 8), out ImageMapping mapping).ToSingles();
        Assert.Equal(new ImageMapping(20, 20, 0, -5), mapping);
        for (int y = 0; y < 8; y++)
            Assert.Equal(y is >= 2 and < 6 ? 255 : 114, values[8 * y + 3]);
    }

    [SkippableTheory]
    [MemberData(nameof(GlThread.Apis), MemberType = typeof(GlThread))]
    public void Luma_and_chroma_become_the_colours_they_were_made_of(GlApi api) => Run(api, context =>
    {
        foreach (ColorMatrix matrix in Enum.GetValues<ColorMatrix>())
            foreach (bool full in new[] { true, false })
            {
                (byte[] y, byte[] u, byte[] v) = ToYuv(24, 16, matrix, full);
                byte[] uv = u.Zip(v, (a, b) => new[] { a, b }).SelectMany(pair => pair).ToArray();
                using GpuTexture luma = Upload(context, y, 24, 16, GpuTextureFormat.R8), both = Upload(context, uv, 12, 8, GpuTextureFormat.Rg8);
                using GpuTexture cb = Upload(context, u, 12, 8, GpuTextureFormat.R8), cr = Upload(context, v, 12, 8, GpuTextureFormat.R8);
                var nv12 = new PictureTexture(PixelEncoding.Nv12, luma) { Plane1 = both, Matrix = matrix, FullRange = full };
                var i420 = new PictureTexture(PixelEncoding.I420, luma) { Plane1 = cb, Plane2 = cr, Matrix = matrix, FullRange = full };
                AssertQuarters(Convert(context, Plain, nv12, new Shape(1, 3, 4, 6), Layout.RowMajor, out _), 6, 4, margin: 1);
                AssertQuarters(Convert(context, Plain, i420, new Shape(1, 3, 4, 6), Layout.RowMajor, out _), 6, 4, margin: 1);
            }
    });

    [SkippableTheory]
    [MemberData(nameof(GlThread.Apis), MemberType = typeof(GlThread))]
    public void What_the_texture_decodes_is_encoded_again_unless_the_network_wants_linear_light(GlApi api) => Run(api, context =>
    {
        byte[] gray = Picture(4, 4, (_, _) => new byte[] { 188, 60, 5 });
        using GpuTexture plain = Upload(context, gray, 4, 4, GpuTextureFormat.Rgba8), srgb = Upload(context, gray, 4, 4, GpuTextureFormat.Srgb8Alpha8);
        float[] encoded = { 188, 60, 5 };
        float[] linear = encoded.Select(v => 255 * (float)(v / 255 <= 0.04045 ? v / 255 / 12.92 : Math.Pow((v / 255 + 0.055) / 1.055, 2.4))).ToArray();
        foreach (GpuTexture texture in new[] { plain, srgb })
            foreach (bool wantsLinear in new[] { false, true })
            {
                float[] values = Convert(
                    context, Plain with { Linear = wantsLinear }, new PictureTexture(PixelEncoding.Rgb, texture), new Shape(1, 3, 1, 1), Layout.RowMajor, out _);
                AssertClose(wantsLinear ? linear : encoded, values, 0.75f, $"{texture.Format} linear={wantsLinear}");
            }
    });

    [SkippableTheory]
    [MemberData(nameof(Placements))]
    public void A_crop_is_read_in_upright_pixels_and_maps_back_to_them(GlApi api, ImageOrigin origin, int turns)
    {
        byte[] upright = Picture(24, 16, (x, y) => Quarters[(y < 8 ? 0 : 2) + (x < 12 ? 0 : 1)]);
        (byte[] stored, int width, int height) = Store(upright, 24, 16, origin, turns);
        Run(api, context =>
        {
            using GpuTexture texture = Upload(context, stored, width, height, GpuTextureFormat.Rgba8);
            var picture = new PictureTexture(PixelEncoding.Rgb, texture) { Origin = origin, QuarterTurns = turns };
            float[] values = Convert(context, Plain, picture, new Shape(1, 3, 2, 2), Layout.RowMajor, out ImageMapping mapping, new Box(13, 1, 10, 6));
            Assert.Equal(new ImageMapping(10, 6, 13, 1), mapping);
            AssertClose(new float[] { 0, 0, 0, 0, 255, 255, 255, 255, 0, 0, 0, 0 }, values, 0.01f, "crop");

            // The right half, in its own proportions: bars at the left and the right, green over the fourth colour between them.
            values = Convert(
                context, Plain with { Fit = ImageFit.Letterbox, Padding = 7 }, picture, new Shape(1, 3, 2, 6), Layout.RowMajor, out mapping, new Box(12, 0, 12, 16));
            Assert.Equal(new ImageMapping(48, 16, -6, 0), mapping);
            float[] red = { 7, 7, 1.75f, 1.75f, 7, 7, 7, 7, 151.75f, 151.75f, 7, 7 };
            // Eight source pixels a column: the middle ones are three quarters picture.
            AssertClose(red, values.Take(12).ToArray(), 0.6f, "letterbox");
        });
    }

    private static void Run(GlApi api, Action<GpuContext> body) => GlThread.Run(api, gl =>
    {
        using GpuContext context = GpuContext.Attach(gl, new GpuOptions { Debug = true });
        using (context.Enter())
            body(context);
    });

    private static float[] Convert(
        GpuContext context, ImageInput input, PictureTexture picture, Shape shape, Layout layout, out ImageMapping mapping, Box? crop = null)
    {
        var plan = new PlanTensor("input", ElementType.Float, shape, layout, PlanStorage.Input);
        using var buffer = new GpuBuffer(context, plan.Bytes, "tensor", BufferUsageARB.DynamicCopy);
        using var convert = new TextureToTensor(context, input);
        mapping = convert.Dispatch(picture, new GpuTensor(ElementType.Float, shape, layout, buffer.Whole), crop);
        context.Barrier(MemoryBarrierMask.BufferUpdateBarrierBit);
        return HostLayout.Unpack(buffer.Read<int>((int)(plan.Bytes / 4)), ElementType.Float, shape, layout).ToSingles();
    }

    private static GpuTexture Upload(GpuContext context, byte[] pixels, int width, int height, GpuTextureFormat format)
    {
        var texture = new GpuTexture(context, width, height, format, "picture");
        texture.Upload<byte>(pixels);
        return texture;
    }

    // Chroma has half the size, so colours run into each other for a pixel beside the borders.
    private static void AssertQuarters(float[] values, int width, int height, int margin = 0)
    {
        for (int c = 0; c < 3; c++)
            for (int y = 0; y < height; y++)
                for (int x = 0; x < width; x++)
                {
                    if (Math.Abs(x + 0.5 - width / 2.0) < margin || Math.Abs(y + 0.5 - height / 2.0) < margin)
                        continue;
                    Assert.Equal(Quarters[(y < height / 2 ? 0 : 2) + (x < width / 2 ? 0 : 1)][c], values[(c * height + y) * width + x], 2.5f);
                }
    }

    private static void AssertClose(float[] want, float[] got, float tolerance, string what)
    {
        Assert.Equal(want.Length, got.Length);
        for (int i = 0; i < want.Length; i++)
            Assert.True(Math.Abs(want[i] - got[i]) <= tolerance, $"{what}: element {i} is {got[i]}, not {want[i]}");
    }

    private static byte[] Picture(int width, int height, Func<int, int, byte[]> color) =>
        Enumerable.Range(0, width * height).SelectMany(i => color(i % width, i / width).Append((byte)255)).ToArray();

    // As a texture holds it that is read from this origin, and needs so many quarter turns clockwise.
    internal static (byte[] Stored, int Width, int Height) Store(byte[] rgba, int width, int height, ImageOrigin origin, int turns)
    {
        for (int i = 0; i < turns; i++)
            (rgba, width, height) = (CounterClockwise(rgba, width, height), height, width);
        return (origin == ImageOrigin.BottomLeft ? UpsideDown(rgba, width, height) : rgba, width, height);
    }

    private static byte[] UpsideDown(byte[] rgba, int width, int height) =>
        Enumerable.Range(0, height).SelectMany(y => rgba.Skip((height - 1 - y) * 4 * width).Take(4 * width)).ToArray();

    // The picture that has to be turned once more clockwise to be as it was.
    private static byte[] CounterClockwise(byte[] rgba, int width, int height)
    {
        var turned = new byte[rgba.Length];
        for (int y = 0; y < width; y++)
            for (int x = 0; x < height; x++)
                Array.Copy(rgba, 4 * (x * width + (width - 1 - y)), turned, 4 * (y * height + x), 4);
        return turned;
    }

    // ITU-R BT.601 and BT.709, from primaries to 8-bit luma and chroma.
    private static (byte[] Y, byte[] U, byte[] V) ToYuv(int width, int height, ColorMatrix matrix, bool full)
    {
        (double kr, double kb) = matrix == ColorMatrix.Bt709 ? (0.2126, 0.0722) : (0.299, 0.114);
        (byte Y, byte U, byte V) Of(int x, int y)
        {
            double[] p = Quarters[(y < height / 2 ? 0 : 2) + (x < width / 2 ? 0 : 1)].Select(v => v / 255.0).ToArray();
            double luma = kr * p[0] + (1 - kr - kb) * p[1] + kb * p[2];
            double cb = (p[2] - luma) / (2 * (1 - kb)), cr = (p[0] - luma) / (2 * (1 - kr));
            return full
                ? (Byte(255 * luma), Byte(128 + 255 * cb), Byte(128 + 255 * cr))
                : (Byte(16 + 219 * luma), Byte(128 + 224 * cb), Byte(128 + 224 * cr));
        }

        return (
            Enumerable.Range(0, width * height).Select(i => Of(i % width, i / width).Y).ToArray(),
            Enumerable.Range(0, width * height / 4).Select(i => Of(2 * (i % (width / 2)), 2 * (i / (width / 2))).U).ToArray(),
            Enumerable.Range(0, width * height / 4).Select(i => Of(2 * (i % (width / 2)), 2 * (i / (width / 2))).V).ToArray());
    }

    private static byte Byte(double value) => (byte)Math.Clamp(Math.Round(value), 0, 255);
}
