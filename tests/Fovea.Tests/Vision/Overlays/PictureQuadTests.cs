using System;
using System.Linq;
using Fovea.Gpu;
using Fovea.Hosting;
using Fovea.Tests.Gpu;
using Fovea.Vision;
using Fovea.Vision.Overlays;
using Xunit;

namespace Fovea.Tests.Vision.Overlays;

public sealed class PictureQuadTests
{
    public static TheoryData<GlApi> Apis => GlThread.Apis;

    [SkippableTheory, MemberData(nameof(Apis))]
    public void The_picture_is_upright_whatever_its_origin_and_its_turn(GlApi api) => GlThread.Run(api, gl =>
    {
        foreach (bool compute in new[] { true, false })
        {
            using var context = GpuContext.Attach(gl, new GpuOptions { Debug = true, AllowCompute = compute });
            using var quad = new PictureQuad(context);

            // Upright: R G over B W. Stored turned back anticlockwise by the quarter turns, top row first.
            string[] stored = { "RGBW", "GWRB", "WBGR", "BRWG" };
            for (int turns = 0; turns < 4; turns++)
            {
                foreach (ImageOrigin origin in new[] { ImageOrigin.TopLeft, ImageOrigin.BottomLeft })
                {
                    string rows = origin == ImageOrigin.TopLeft ? stored[turns] : stored[turns].Substring(2) + stored[turns].Substring(0, 2);
                    using var texture = new GpuTexture(context, 2, 2, GpuTextureFormat.Rgba8, "picture");
                    texture.Upload<byte>(rows.SelectMany(Color).ToArray());
                    var picture = new PictureTexture(PixelEncoding.Rgb, texture) { Origin = origin, QuarterTurns = turns };
                    foreach (bool topLeft in new[] { true, false })
                    {
                        // Drawn at 8, 4 and 16 x 8 large, in 32 x 16: the corners of the picture, and black around it.
                        var target = new OverlayTarget(32, 16, new Box(8, 4, 16, 8), 2, 2) { TopLeftOrigin = topLeft };
                        byte[] pixels = Draw(context, quad, picture, target);
                        char At(int x, int y) => Name(pixels.AsSpan(4 * (((topLeft ? y : 15 - y) * 32) + x), 3));
                        Assert.Equal("RGBW", string.Concat(At(8, 4), At(23, 4), At(8, 11), At(23, 11)));
                        Assert.Equal("....", string.Concat(At(7, 4), At(24, 11), At(8, 3), At(23, 12)));
                    }
                }
            }
        }
    });

    [SkippableTheory, MemberData(nameof(Apis))]
    public void Colors_are_stored_as_they_were_or_linear_where_the_target_encodes(GlApi api) => GlThread.Run(api, gl =>
    {
        using var context = GpuContext.Attach(gl, new GpuOptions { Debug = true });
        using var quad = new PictureQuad(context);
        foreach (GpuTextureFormat format in new[] { GpuTextureFormat.Rgba8, GpuTextureFormat.Srgb8Alpha8 })
        {
            using var texture = new GpuTexture(context, 1, 1, format, "picture");
            texture.Upload<byte>(new byte[] { 128, 20, 255, 255 });
            var picture = new PictureTexture(PixelEncoding.Rgb, texture);
            var target = new OverlayTarget(1, 1, new Box(0, 0, 1, 1), 1, 1);
            AssertNear(new[] { 128, 20, 255 }, Draw(context, quad, picture, target));

            // IEC 61966-2-1: 128 decodes to 0.2159 and 20 to 0.0070.
            AssertNear(new[] { 55, 2, 255 }, Draw(context, quad, picture, target with { EncodesSrgb = true }));
        }
    });

    [SkippableTheory, MemberData(nameof(Apis))]
    public void Luma_and_chroma_become_colors(GlApi api) => GlThread.Run(api, gl =>
    {
        using var context = GpuContext.Attach(gl, new GpuOptions { Debug = true });
        using var quad = new PictureQuad(context);
        using var luma = new GpuTexture(context, 2, 2, GpuTextureFormat.R8, "Y");
        using var both = new GpuTexture(context, 1, 1, GpuTextureFormat.Rg8, "CbCr");
        using var cb = new GpuTexture(context, 1, 1, GpuTextureFormat.R8, "Cb");
        using var cr = new GpuTexture(context, 1, 1, GpuTextureFormat.R8, "Cr");
        var target = new OverlayTarget(2, 2, new Box(0, 0, 2, 2), 2, 2);

        // The codes of 100 % bars in BT.601: red and blue.
        foreach ((byte y, byte u, byte v, int[] color) in new[] { ((byte)81, (byte)90, (byte)240, new[] { 255, 0, 0 }), ((byte)41, (byte)240, (byte)110, new[] { 0, 0, 255 }) })
        {
            luma.Upload<byte>(new[] { y, y, y, y });
            both.Upload<byte>(new[] { u, v });
            cb.Upload<byte>(new[] { u });
            cr.Upload<byte>(new[] { v });
            AssertNear(color, Draw(context, quad, new PictureTexture(PixelEncoding.Nv12, luma) { Plane1 = both }, target), 2);
            AssertNear(color, Draw(context, quad, new PictureTexture(PixelEncoding.I420, luma) { Plane1 = cb, Plane2 = cr }, target), 2);
        }
    });

    private static byte[] Draw(GpuContext context, PictureQuad quad, PictureTexture picture, OverlayTarget target)
    {
        using var color = new GpuTexture(context, target.Width, target.Height, GpuTextureFormat.Rgba8, "target");
        using var framebuffer = new GpuFramebuffer(color);
        framebuffer.Clear(0, 0, 0, 1);
        using (context.Enter())
        {
            framebuffer.Bind();
            quad.Draw(picture, target);
        }

        var pixels = new byte[4 * target.Width * target.Height];
        framebuffer.Read(pixels);
        return pixels;
    }

    private static byte[] Color(char name) => name switch
    {
        'R' => new byte[] { 255, 0, 0, 255 },
        'G' => new byte[] { 0, 255, 0, 255 },
        'B' => new byte[] { 0, 0, 255, 255 },
        _ => new byte[] { 255, 255, 255, 255 },
    };

    private static char Name(ReadOnlySpan<byte> rgb) => (rgb[0] > 200, rgb[1] > 200, rgb[2] > 200) switch
    {
        (true, false, false) => 'R',
        (false, true, false) => 'G',
        (false, false, true) => 'B',
        (true, true, true) => 'W',
        _ => '.',
    };

    private static void AssertNear(int[] expected, byte[] pixels, int tolerance = 1)
    {
        for (int i = 0; i < 3; i++)
            Assert.InRange(pixels[i], expected[i] - tolerance, expected[i] + tolerance);
    }
}
