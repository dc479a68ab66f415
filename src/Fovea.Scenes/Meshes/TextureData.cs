using System;

namespace Fovea.Scenes.Meshes;

/// <summary>A picture that lies on a surface.</summary>
public sealed class TextureData
{
    /// <summary>Makes a texture; the pixels are its own from then on.</summary>
    /// <param name="name">What messages call it.</param>
    /// <param name="width">Pixels.</param>
    /// <param name="height">Pixels.</param>
    /// <param name="rgba">Four bytes a pixel, rows from the top.</param>
    /// <param name="isColor">Whether red, green and blue are sRGB-encoded colours; false for normals, metallic and roughness.</param>
    /// <exception cref="ArgumentException">The size is not positive, or there are more or fewer bytes.</exception>
    public TextureData(string name, int width, int height, byte[] rgba, bool isColor)
    {
        if (width < 1 || height < 1 || rgba.Length != 4L * width * height)
            throw new ArgumentException($"The texture '{name}' of {width} x {height} pixels has {rgba.Length} bytes, not {4L * width * height}.", nameof(rgba));
        (Name, Width, Height, Rgba, IsColor) = (name, width, height, rgba, isColor);
    }

    /// <summary>What messages call it.</summary>
    public string Name { get; }

    /// <summary>Pixels.</summary>
    public int Width { get; }

    /// <summary>Pixels.</summary>
    public int Height { get; }

    /// <summary>Four bytes a pixel, rows from the top.</summary>
    public byte[] Rgba { get; }

    /// <summary>Whether red, green and blue are sRGB-encoded colours.</summary>
    public bool IsColor { get; }

    /// <summary>Whether it repeats beyond its edges, rather than going on with the colour of the edge.</summary>
    public bool Repeats { get; init; } = true;
}
