using System;
using Fovea.Gpu;

namespace Fovea.Vision.Overlays;

/// <summary>
/// The colours of classes: a class number has the same one in every frame, overlay, legend and plot. They are told apart with any kind of
/// colour vision, the first ones best.
/// </summary>
/// <remarks>
/// The first seven are the colours of Okabe and Ito (2008, "Color Universal Design"), ordered so that neighbours differ in lightness too.
/// Each further one is the colour that is furthest from all before it in the worst of four kinds of vision (normal; protanopia, deuteranopia
/// and tritanopia as simulated by Machado, Oliveira and Fernandes 2009), measured by CIEDE2000, among colours of a lightness of 30 to 93 that
/// are at least 12 of it away from their predecessor's. In the worst kind of vision the first 16 are 10.8 apart, the first 24 8.9, all 4.2;
/// 1 can just be seen where two colours touch.
/// </remarks>
public static class ClassPalette
{
    // sRGB, 0xRRGGBB.
    private static readonly int[] Colors =
    {
        0x56b4e9, 0xd55e00, 0xe69f00, 0x0072b2, 0xcc79a7, 0xf0e442, 0x009e73, 0x693c2d, 0xd2e1c3, 0x2d4b5a,
        0xb4f0f0, 0x3c00e1, 0x876978, 0x96c387, 0xa53c00, 0x8778ff, 0x5a2d96, 0xa5694b, 0xd2a5b4, 0x00695a,
        0x3cff96, 0x78a55a, 0xc3d2ff, 0x964b87, 0x5ad25a, 0xd200b4, 0xc3b4d2, 0x782dff, 0x960000, 0xf07896,
        0x785a3c, 0xf0c3d2, 0xb478c3, 0x873c4b, 0xa56996, 0xb496c3, 0x2d8769, 0x00b496, 0x6969e1, 0xb4c3a5,
        0xd2872d, 0xc34b0f, 0x6996e1, 0x783c78, 0x967887, 0x69e1d2, 0xd26978, 0xd2f0e1, 0x5a875a, 0x96e1a5,
        0x875a78, 0xb4ff78, 0xb4783c, 0x960069, 0xa5a578, 0x965a2d, 0xe1c378, 0xa52d96, 0xa5c3ff, 0xd21ed2,
        0xc3d200, 0x699687, 0xa53c5a, 0x96b469, 0x692dc3, 0x96ffb4, 0x005a4b, 0x4b7869, 0x960f2d, 0x3cc3b4,
        0xf00fa5, 0x69b44b, 0xe1e1ff, 0xb487ff, 0x3c3ce1, 0xb47896, 0xc3e169, 0x78965a, 0x785a69, 0x4ba5b4,
    };

    /// <summary>How many colours there are; the class of this number has the colour of class 0 again.</summary>
    public static int Count => Colors.Length;

    /// <summary>The colour of a class.</summary>
    /// <param name="class">The number of the class, from 0.</param>
    public static SrgbColor Of(int @class) =>
        @class >= 0 ? SrgbColor.Of(Colors[@class % Colors.Length]) : throw new ArgumentOutOfRangeException(nameof(@class), @class, "Classes count from 0.");

    /// <summary>The palette for shaders (<c>vision/overlay/palette.glsl</c>): a row of colours, in alpha how bright the ink on them is.</summary>
    internal static GpuTexture CreateTexture(GpuContext context)
    {
        var texels = new byte[4 * Count];
        for (int i = 0; i < Count; i++)
        {
            SrgbColor color = Of(i);
            (texels[4 * i], texels[(4 * i) + 1], texels[(4 * i) + 2], texels[(4 * i) + 3]) = (color.Red, color.Green, color.Blue, color.Ink.Red);
        }

        var texture = new GpuTexture(context, Count, 1, GpuTextureFormat.Rgba8, "class colours");
        texture.Upload<byte>(texels);
        return texture;
    }
}
