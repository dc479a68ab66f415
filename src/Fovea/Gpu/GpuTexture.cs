using System;
using Silk.NET.OpenGL;

namespace Fovea.Gpu;

/// <summary>A 2-D texture without mipmaps: Fovea's own, or one that the host lends.</summary>
public sealed class GpuTexture : GpuResource
{
    private readonly TextureLayout _layout;

    /// <summary>Makes a texture. Its content is undefined until something is written to it.</summary>
    /// <param name="context">Where it lives.</param>
    /// <param name="width">Pixels.</param>
    /// <param name="height">Pixels.</param>
    /// <param name="format">What a pixel is.</param>
    /// <param name="label">The name that messages and graphics debuggers show.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is not positive, or more than the device takes.</exception>
    public GpuTexture(GpuContext context, int width, int height, GpuTextureFormat format, string label)
        : base(context, ResourceKind.Texture, Generate(context, width, height, label), label)
    {
        Width = width;
        Height = height;
        Format = format;
        _layout = TextureLayout.Of(format);
        Allocate();
    }

    private GpuTexture(GpuContext context, uint handle, int width, int height, GpuTextureFormat format, string label)
        : base(context, ResourceKind.Texture, handle, label, owned: false)
    {
        Width = width;
        Height = height;
        Format = format;
        _layout = TextureLayout.Of(format);
    }

    /// <summary>Pixels.</summary>
    public int Width { get; }

    /// <summary>Pixels.</summary>
    public int Height { get; }

    /// <summary>What a pixel is.</summary>
    public GpuTextureFormat Format { get; }

    /// <summary>Bytes of all pixels as <see cref="Upload{T}"/> takes them, rows without gaps.</summary>
    public long Size => (long)Width * Height * _layout.BytesPerPixel;

    /// <summary>Speaks of a texture of the host's. Disposing it leaves the host's texture alone.</summary>
    /// <param name="context">Where it lives.</param>
    /// <param name="handle">The GL name of a 2-D texture.</param>
    /// <param name="width">Pixels.</param>
    /// <param name="height">Pixels.</param>
    /// <param name="format">What a pixel is.</param>
    /// <param name="label">The name that messages show.</param>
    /// <returns>The texture.</returns>
    public static GpuTexture Wrap(GpuContext context, uint handle, int width, int height, GpuTextureFormat format, string label)
    {
        context.AssertThread();
        if (handle == 0)
            throw new ArgumentOutOfRangeException(nameof(handle), $"Texture '{label}' has the GL name 0, which is none.");

        return new GpuTexture(context, handle, width, height, format, label);
    }

    /// <summary>Writes all pixels. Neither waits nor allocates.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="pixels">Rows without gaps; the first becomes the row at texture coordinate 0. Exactly <see cref="Size"/> bytes.</param>
    /// <exception cref="ArgumentException">There are more or fewer bytes than pixels take.</exception>
    public unsafe void Upload<T>(ReadOnlySpan<T> pixels)
        where T : unmanaged
    {
        Context.AssertThread();
        if ((long)pixels.Length * sizeof(T) != Size)
        {
            throw new ArgumentException(
                $"{this} of {Width} x {Height} {Format} takes {Size} bytes, not {(long)pixels.Length * sizeof(T)}.", nameof(pixels));
        }

        using (Context.Enter())
            fixed (T* data = pixels)
            {
                GL gl = Context.GL;
                PixelStoreState.SetTight(gl, !Context.Info.IsES);
                gl.BindBuffer(BufferTargetARB.PixelUnpackBuffer, 0);
                BindToUnitZero();
                gl.TexSubImage2D(GLEnum.Texture2D, 0, 0, 0, (uint)Width, (uint)Height, _layout.Format, _layout.Type, data);
                Context.Check("TexSubImage2D");
            }
    }

    /// <summary>Binds it for sampling, without a sampler object. Call it inside <see cref="GpuContext.Enter"/>.</summary>
    /// <param name="unit">The texture unit, less than <see cref="BindingPoints.Texture"/>.</param>
    public void Bind(uint unit)
    {
        AssertUnit(unit, BindingPoints.Texture);
        GL gl = Context.GL;
        gl.ActiveTexture((GLEnum)((uint)GLEnum.Texture0 + unit));
        gl.BindTexture(GLEnum.Texture2D, Handle);
        gl.BindSampler(unit, 0); // the host's sampler object would override the texture's own filtering
        Context.Check("BindTexture");
    }

    /// <summary>Binds it as an image. Call it inside <see cref="GpuContext.Enter"/>.</summary>
    /// <param name="unit">The image unit, less than <see cref="BindingPoints.Image"/>.</param>
    /// <param name="access">Reading, writing or both; OpenGL ES has both for R32F and R32UI only.</param>
    public void BindImage(uint unit, BufferAccessARB access)
    {
        AssertUnit(unit, BindingPoints.Image);
        Context.GL.BindImageTexture(unit, Handle, 0, false, 0, (GLEnum)access, _layout.Sized);
        Context.Check("BindImageTexture");
    }

    private static uint Generate(GpuContext context, int width, int height, string label)
    {
        context.AssertThread();
        int largest = context.Limits.MaxTextureSize;
        if (width < 1 || height < 1 || width > largest || height > largest)
        {
            throw new ArgumentOutOfRangeException(
                nameof(width), $"Texture '{label}' cannot be {width} x {height}: this device takes 1 to {largest} pixels a side.");
        }

        return context.GL.GenTexture();
    }

    private unsafe void Allocate()
    {
        using (Context.Enter())
        {
            GL gl = Context.GL;
            BindToUnitZero();

            // Images on OpenGL ES must be of immutable storage, which OpenGL below 4.2 lacks; there are no images there.
            if (Context.Info.IsAtLeast(desktop: 42, embedded: 30))
            {
                gl.TexStorage2D(GLEnum.Texture2D, 1, _layout.Sized, (uint)Width, (uint)Height);
            }
            else
            {
                gl.BindBuffer(BufferTargetARB.PixelUnpackBuffer, 0);
                gl.TexImage2D(
                    GLEnum.Texture2D, 0, (int)_layout.Sized, (uint)Width, (uint)Height, 0, _layout.Format, _layout.Type, null);
            }

            int filter = (int)(_layout.Filters ? GLEnum.Linear : GLEnum.Nearest);
            gl.TexParameter(GLEnum.Texture2D, GLEnum.TextureMinFilter, filter);
            gl.TexParameter(GLEnum.Texture2D, GLEnum.TextureMagFilter, filter);
            gl.TexParameter(GLEnum.Texture2D, GLEnum.TextureWrapS, (int)GLEnum.ClampToEdge);
            gl.TexParameter(GLEnum.Texture2D, GLEnum.TextureWrapT, (int)GLEnum.ClampToEdge);
            gl.TexParameter(GLEnum.Texture2D, GLEnum.TextureMaxLevel, 0);
            Context.Check("TexStorage2D");
            Context.SetLabel(ObjectIdentifier.Texture, Handle, Label);
        }
    }

    private void BindToUnitZero()
    {
        // Whichever unit was active: the guard puts back the units that Fovea uses, and no others.
        Context.GL.ActiveTexture(GLEnum.Texture0);
        Context.GL.BindTexture(GLEnum.Texture2D, Handle);
    }

    private void AssertUnit(uint unit, int count)
    {
        Context.AssertThread();
        if (unit >= count)
            throw new ArgumentOutOfRangeException(nameof(unit), unit, $"{this} was bound to unit {unit}; Fovea keeps to units 0 to {count - 1}.");
    }
}
