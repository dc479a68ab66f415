using System;
using Silk.NET.OpenGL;

namespace Fovea.Gpu;

/// <summary>How OpenGL spells a <see cref="GpuTextureFormat"/>.</summary>
internal readonly struct TextureLayout
{
    private TextureLayout(GLEnum sized, GLEnum format, GLEnum type, int bytes, bool filters = true)
    {
        Sized = sized;
        Format = format;
        Type = type;
        BytesPerPixel = bytes;
        Filters = filters;
    }

    public GLEnum Sized { get; }

    public GLEnum Format { get; }

    public GLEnum Type { get; }

    public int BytesPerPixel { get; }

    /// <summary>Whether every device filters it linearly.</summary>
    public bool Filters { get; }

    public static TextureLayout Of(GpuTextureFormat format) => format switch
    {
        GpuTextureFormat.R8 => new(GLEnum.R8, GLEnum.Red, GLEnum.UnsignedByte, 1),
        GpuTextureFormat.Rg8 => new(GLEnum.RG8, GLEnum.RG, GLEnum.UnsignedByte, 2),
        GpuTextureFormat.Rgb8 => new(GLEnum.Rgb8, GLEnum.Rgb, GLEnum.UnsignedByte, 3),
        GpuTextureFormat.Rgba8 => new(GLEnum.Rgba8, GLEnum.Rgba, GLEnum.UnsignedByte, 4),
        GpuTextureFormat.Srgb8 => new(GLEnum.Srgb8, GLEnum.Rgb, GLEnum.UnsignedByte, 3),
        GpuTextureFormat.Srgb8Alpha8 => new(GLEnum.Srgb8Alpha8, GLEnum.Rgba, GLEnum.UnsignedByte, 4),
        GpuTextureFormat.Rgba16F => new(GLEnum.Rgba16f, GLEnum.Rgba, GLEnum.HalfFloat, 8),
        GpuTextureFormat.R32F => new(GLEnum.R32f, GLEnum.Red, GLEnum.Float, 4, filters: false),
        GpuTextureFormat.Rgba32F => new(GLEnum.Rgba32f, GLEnum.Rgba, GLEnum.Float, 16, filters: false),
        GpuTextureFormat.R32UI => new(GLEnum.R32ui, GLEnum.RedInteger, GLEnum.UnsignedInt, 4, filters: false),
        GpuTextureFormat.Rg32UI => new(GLEnum.RG32ui, GLEnum.RGInteger, GLEnum.UnsignedInt, 8, filters: false),
        GpuTextureFormat.Rgba32UI => new(GLEnum.Rgba32ui, GLEnum.RgbaInteger, GLEnum.UnsignedInt, 16, filters: false),
        GpuTextureFormat.Depth32F => new(GLEnum.DepthComponent32f, GLEnum.DepthComponent, GLEnum.Float, 4, filters: false),
        _ => throw new ArgumentOutOfRangeException(nameof(format), format, $"There is no texture format {format}."),
    };
}
