using System;
using Fovea.Gpu;
using Fovea.Vision;

namespace Fovea.Scenes.Rendering;

/// <summary>The textures that one rendered frame ends in, each of the picture's size with its first row at the top.</summary>
/// <remarks>
/// All come from one draw of the scene: what <see cref="Geometry"/> says of a pixel is the surface whose light <see cref="Color"/> shows.
/// <para>
/// One GPU gives the same words for the same frame. Those of two may differ: colours by what is halfway between two bytes, identities where an edge goes
/// through the middle of a pixel, and depths by what lies one step of the rasterizer's grid aside, a 256th of a pixel where it has 8 bits.
/// </para>
/// </remarks>
public sealed class SceneTargets : IDisposable
{
    /// <summary>Makes the textures.</summary>
    /// <param name="context">Where they live.</param>
    /// <param name="width">Pixels.</param>
    /// <param name="height">Pixels.</param>
    public SceneTargets(GpuContext context, int width, int height)
    {
        (Width, Height) = (width, height);
        Color = new GpuTexture(context, width, height, GpuTextureFormat.Rgba8, "scene color");
        Geometry = new GpuTexture(context, width, height, GpuTextureFormat.Rgba32UI, "scene geometry");
        Flow = new GpuTexture(context, width, height, GpuTextureFormat.Rg32UI, "scene flow");
        Picture = new PictureTexture(PixelEncoding.Rgb, Color);
    }

    /// <summary>Pixels.</summary>
    public int Width { get; }

    /// <summary>Pixels.</summary>
    public int Height { get; }

    /// <summary>The picture, sRGB-encoded.</summary>
    public GpuTexture Color { get; }

    /// <summary>
    /// For each pixel four words: class (lowest 8 bits) and object (24 bits); the normal in the world, octahedral, as two signed 16-bit
    /// fractions (<c>packSnorm2x16</c>); the bits of the depth in metres along the camera's axis, a float, infinite for the sky; and from the
    /// lowest byte metallic, roughness, occlusion, and a byte of the renderer's own.
    /// </summary>
    public GpuTexture Geometry { get; }

    /// <summary>For each pixel the bits of two floats: how many pixels right and down its point goes until the next step.</summary>
    public GpuTexture Flow { get; }

    /// <summary>The picture as networks take it.</summary>
    public PictureTexture Picture { get; }

    /// <summary>Deletes the textures.</summary>
    public void Dispose()
    {
        Color.Dispose();
        Geometry.Dispose();
        Flow.Dispose();
    }
}
