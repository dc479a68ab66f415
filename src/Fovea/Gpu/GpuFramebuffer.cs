using System;
using Silk.NET.OpenGL;

namespace Fovea.Gpu;

/// <summary>A texture to draw into.</summary>
public sealed class GpuFramebuffer : GpuResource
{
    /// <summary>Makes a framebuffer that draws into a texture.</summary>
    /// <param name="color">The texture; it stays its owner's to dispose.</param>
    /// <exception cref="GpuException">The device does not draw into textures of this format.</exception>
    public GpuFramebuffer(GpuTexture color)
        : base(color.Context, ResourceKind.Framebuffer, Generate(color.Context), color.Label)
    {
        Color = color;
        try
        {
            Attach();
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>The texture.</summary>
    public GpuTexture Color { get; }

    /// <summary>Makes it the one that is drawn to and read from, and the viewport all of it. Call it inside <see cref="GpuContext.Enter"/>.</summary>
    public void Bind()
    {
        Context.AssertThread();
        Context.GL.BindFramebuffer(FramebufferTarget.Framebuffer, Handle);
        Context.GL.Viewport(0, 0, (uint)Color.Width, (uint)Color.Height);
        Context.Check("BindFramebuffer");
    }

    /// <summary>Fills it with one colour, whatever scissor and masks the host has set.</summary>
    /// <param name="red">0..1.</param>
    /// <param name="green">0..1.</param>
    /// <param name="blue">0..1.</param>
    /// <param name="alpha">0..1.</param>
    public void Clear(float red, float green, float blue, float alpha)
    {
        using (Context.Enter())
        {
            Bind();
            Context.SetDrawDefaults();
            Context.GL.ClearColor(red, green, blue, alpha);
            Context.GL.Clear(ClearBufferMask.ColorBufferBit);
            Context.Check("Clear");
        }
    }

    /// <summary>Reads all pixels as RGBA bytes, rows from the bottom up, waiting for the GPU. For tools and tests.</summary>
    /// <param name="destination">At least 4 bytes a pixel.</param>
    /// <exception cref="ArgumentException">The destination is too short.</exception>
    public unsafe void Read(Span<byte> destination)
    {
        Context.AssertThread();
        if (destination.Length < 4L * Color.Width * Color.Height)
            throw new ArgumentException($"{this} has {4L * Color.Width * Color.Height} bytes, not {destination.Length}.", nameof(destination));

        using (Context.Enter())
            fixed (byte* data = destination)
            {
                GL gl = Context.GL;
                if (Context.Info.HasCompute)
                    gl.MemoryBarrier(MemoryBarrierMask.FramebufferBarrierBit);

                PixelStoreState.SetTight(gl, !Context.Info.IsES);
                gl.BindBuffer(BufferTargetARB.PixelPackBuffer, 0);
                gl.BindFramebuffer(FramebufferTarget.ReadFramebuffer, Handle);
                gl.ReadPixels(0, 0, (uint)Color.Width, (uint)Color.Height, PixelFormat.Rgba, PixelType.UnsignedByte, data);
                Context.Check("ReadPixels");
            }
    }

    /// <summary>Copies all pixels as RGBA bytes into a buffer, rows from the bottom up. Neither waits nor allocates.</summary>
    /// <param name="destination">At least 4 bytes a pixel, from a multiple of 4 on.</param>
    /// <exception cref="ArgumentException">The destination is too short or begins elsewhere.</exception>
    public unsafe void ReadInto(BufferRange destination)
    {
        Context.AssertThread();
        if (destination.Size < 4L * Color.Width * Color.Height || destination.Offset % 4 != 0)
            throw new ArgumentException($"{this} has {4L * Color.Width * Color.Height} bytes, which do not fit {destination}.", nameof(destination));

        using (Context.Enter())
        {
            GL gl = Context.GL;
            if (Context.Info.HasCompute)
                gl.MemoryBarrier(MemoryBarrierMask.FramebufferBarrierBit);

            PixelStoreState.SetTight(gl, !Context.Info.IsES);
            gl.BindBuffer(BufferTargetARB.PixelPackBuffer, destination.Buffer.Handle);
            gl.BindFramebuffer(FramebufferTarget.ReadFramebuffer, Handle);
            gl.ReadPixels(0, 0, (uint)Color.Width, (uint)Color.Height, PixelFormat.Rgba, PixelType.UnsignedByte, (void*)destination.Offset);
            Context.Check("ReadPixels into a buffer");
        }
    }

    private static uint Generate(GpuContext context)
    {
        context.AssertThread();
        return context.GL.GenFramebuffer();
    }

    private void Attach()
    {
        using (Context.Enter())
        {
            GL gl = Context.GL;
            gl.BindFramebuffer(FramebufferTarget.Framebuffer, Handle);
            gl.FramebufferTexture2D(
                FramebufferTarget.Framebuffer, FramebufferAttachment.ColorAttachment0, TextureTarget.Texture2D, Color.Handle, 0);
            GLEnum status = gl.CheckFramebufferStatus(FramebufferTarget.Framebuffer);
            if (status != GLEnum.FramebufferComplete)
                throw new GpuException($"This device does not draw into {Color} of format {Color.Format} ({status}). Use Rgba8.");

            Context.SetLabel(ObjectIdentifier.Framebuffer, Handle, Label);
            Context.Check("FramebufferTexture2D");
        }
    }
}
