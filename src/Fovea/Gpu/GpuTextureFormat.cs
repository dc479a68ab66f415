namespace Fovea.Gpu;

/// <summary>What a pixel of a <see cref="GpuTexture"/> is. Every device has all of these.</summary>
public enum GpuTextureFormat
{
    /// <summary>One byte, 0..1: a plane of a video frame.</summary>
    R8,

    /// <summary>Two bytes, 0..1: the chroma plane of NV12.</summary>
    Rg8,

    /// <summary>Red, green, blue bytes, 0..1, as they are stored.</summary>
    Rgb8,

    /// <summary>Red, green, blue, alpha bytes, 0..1, as they are stored.</summary>
    Rgba8,

    /// <summary>Red, green, blue bytes in sRGB encoding: sampling decodes them to linear light.</summary>
    Srgb8,

    /// <summary>Red, green, blue bytes in sRGB encoding and linear alpha: sampling decodes them to linear light.</summary>
    Srgb8Alpha8,

    /// <summary>Four 16-bit floats. Data are handed over as halves.</summary>
    Rgba16F,

    /// <summary>One 32-bit float. Not filtered on OpenGL ES.</summary>
    R32F,

    /// <summary>Four 32-bit floats. Not filtered on OpenGL ES.</summary>
    Rgba32F,

    /// <summary>One unsigned 32-bit integer: a label map. Never filtered.</summary>
    R32UI,

    /// <summary>Two unsigned 32-bit integers. Never filtered.</summary>
    Rg32UI,

    /// <summary>Four unsigned 32-bit integers. Never filtered.</summary>
    Rgba32UI,

    /// <summary>A depth of 0..1 as a 32-bit float, for draws that test it and for shadows.</summary>
    Depth32F,
}
