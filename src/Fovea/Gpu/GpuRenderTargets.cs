using System;
using System.Collections.Generic;
using System.Linq;
using Silk.NET.OpenGL;

namespace Fovea.Gpu;

/// <summary>Up to four textures that are drawn into at once, with or without a depth to test against.</summary>
internal sealed class GpuRenderTargets : GpuResource
{
    private readonly int _width;
    private readonly int _height;

    /// <param name="context">Where they live.</param>
    /// <param name="label">The name that messages and graphics debuggers show.</param>
    /// <param name="depth">The depth, or null for none; of the same size, and its owner's to dispose.</param>
    /// <param name="colors">What output 0, 1, ... of the shader goes to; all of one size, and their owners' to dispose.</param>
    /// <exception cref="GpuException">The device does not draw into these formats together.</exception>
    public GpuRenderTargets(GpuContext context, string label, GpuTexture? depth, params GpuTexture[] colors)
        : base(context, ResourceKind.Framebuffer, Generate(context), label)
    {
        GpuTexture first = colors.Length > 0 ? colors[0] : depth ?? throw new ArgumentException("There is nothing to draw into.", nameof(colors));
        (_width, _height) = (first.Width, first.Height);
        try
        {
            Attach(depth, colors);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Makes them what is drawn to, and the viewport all of them. Call it inside <see cref="GpuContext.Enter"/>.</summary>
    public void Bind() => Bind(_width, _height);

    /// <summary>Makes them what is drawn to, and the viewport as much of them as is wanted, from texel (0, 0) on.</summary>
    public void Bind(int width, int height)
    {
        Context.AssertThread();
        Context.GL.BindFramebuffer(FramebufferTarget.Framebuffer, Handle);
        Context.GL.Viewport(0, 0, (uint)width, (uint)height);
        Context.Check("BindFramebuffer");
    }

    private static uint Generate(GpuContext context)
    {
        context.AssertThread();
        return context.GL.GenFramebuffer();
    }

    private void Attach(GpuTexture? depth, IReadOnlyList<GpuTexture> colors)
    {
        using (Context.Enter())
        {
            GL gl = Context.GL;
            gl.BindFramebuffer(FramebufferTarget.Framebuffer, Handle);
            for (int i = 0; i < colors.Count; i++)
            {
                gl.FramebufferTexture2D(
                    FramebufferTarget.Framebuffer, FramebufferAttachment.ColorAttachment0 + i, TextureTarget.Texture2D, colors[i].Handle, 0);
            }

            if (depth is not null)
                gl.FramebufferTexture2D(FramebufferTarget.Framebuffer, FramebufferAttachment.DepthAttachment, TextureTarget.Texture2D, depth.Handle, 0);

            // Without colours there is no buffer to draw to: a list of one that is none.
            GLEnum[] buffers = colors.Count == 0 ? [default] : [.. Enumerable.Range(0, colors.Count).Select(i => GLEnum.ColorAttachment0 + i)];
            gl.DrawBuffers(buffers);
            GLEnum status = gl.CheckFramebufferStatus(FramebufferTarget.Framebuffer);
            if (status != GLEnum.FramebufferComplete)
            {
                string formats = string.Join(", ", colors.Append(depth).OfType<GpuTexture>().Select(t => t.Format));
                throw new GpuException($"This device does not draw into {formats} at once, for '{Label}' ({status}).");
            }

            Context.SetLabel(ObjectIdentifier.Framebuffer, Handle, Label);
            Context.Check("FramebufferTexture2D");
        }
    }
}
