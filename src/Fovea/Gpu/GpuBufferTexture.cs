using System;
using Silk.NET.OpenGL;

namespace Fovea.Gpu;

/// <summary>
/// A range of a buffer seen as a texture of vec4, for shaders that read it by <c>texelFetch</c> of a <c>samplerBuffer</c>. It shares the
/// buffer's memory: what shaders write to that is seen after a barrier for texture fetches.
/// </summary>
public sealed class GpuBufferTexture : GpuResource
{
    private readonly BufferRange _range;
    private readonly bool _half;

    /// <summary>Makes the texture.</summary>
    /// <param name="range">What it shows: whole vec4, at an offset that <see cref="GpuLimits.BufferTextureAlignment"/> divides.</param>
    /// <param name="label">The name that messages and graphics debuggers show.</param>
    /// <param name="half">Whether its components are 16-bit floats, which shaders see as floats all the same.</param>
    /// <exception cref="ArgumentOutOfRangeException">The range does not fit the device's limits; those are 0 where it has no buffer textures.</exception>
    public GpuBufferTexture(BufferRange range, string label, bool half = false)
        : base(range.Buffer.Context, ResourceKind.Texture, Generate(range, half ? 8 : 16), label)
    {
        _range = range;
        _half = half;
        Attach();
        Context.SetLabel(ObjectIdentifier.Texture, Handle, label);
    }

    /// <summary>Shows the range again after its buffer was allocated anew.</summary>
    internal void Attach()
    {
        using (Context.Enter())
        {
            GL gl = Context.GL;
            gl.ActiveTexture(GLEnum.Texture0);
            gl.BindTexture(GLEnum.TextureBuffer, Handle);
            gl.TexBufferRange(
                GLEnum.TextureBuffer, _half ? GLEnum.Rgba16f : GLEnum.Rgba32f, _range.Buffer.Handle, (nint)_range.Offset, (nuint)_range.Size);
            Context.Check("TexBufferRange");
        }
    }

    private static uint Generate(BufferRange range, int texel)
    {
        GpuContext context = range.Buffer.Context;
        context.AssertThread();
        GpuLimits limits = context.Limits;
        bool fits = limits.MaxBufferTexels > 0 && range.Offset % limits.BufferTextureAlignment == 0
            && range.Size % texel == 0 && range.Size / texel is > 0 and var texels && texels <= limits.MaxBufferTexels;
        return fits ? context.GL.GenTexture() : throw new ArgumentOutOfRangeException(
            nameof(range), $"{range} cannot be a texture: this device takes {limits.MaxBufferTexels} vec4 at multiples of {limits.BufferTextureAlignment} bytes.");
    }
}
