using Silk.NET.OpenGL;

namespace Fovea.Gpu;

/// <summary>A picture with smaller and smaller copies of itself, to lie on surfaces near and far.</summary>
internal sealed class GpuSurfaceTexture : GpuResource
{
    /// <param name="context">Where it lives.</param>
    /// <param name="width">Pixels.</param>
    /// <param name="height">Pixels.</param>
    /// <param name="rgba">Four bytes a pixel, the row at texture coordinate 0 first.</param>
    /// <param name="isSrgb">Whether the colours are sRGB-encoded, so that sampling decodes them.</param>
    /// <param name="repeats">Whether it repeats beyond its edges.</param>
    /// <param name="label">The name that messages and graphics debuggers show.</param>
    public unsafe GpuSurfaceTexture(GpuContext context, int width, int height, byte[] rgba, bool isSrgb, bool repeats, string label)
        : base(context, ResourceKind.Texture, Generate(context), label)
    {
        uint levels = 1;
        while ((width | height) >> (int)levels != 0)
            levels++;
        using (context.Enter())
        {
            GL gl = context.GL;
            PixelStoreState.SetTight(gl, !context.Info.IsES);
            gl.BindBuffer(BufferTargetARB.PixelUnpackBuffer, 0);
            gl.ActiveTexture(GLEnum.Texture0);
            gl.BindTexture(GLEnum.Texture2D, Handle);
            gl.TexStorage2D(GLEnum.Texture2D, levels, isSrgb ? GLEnum.Srgb8Alpha8 : GLEnum.Rgba8, (uint)width, (uint)height);
            fixed (byte* data = rgba)
                gl.TexSubImage2D(GLEnum.Texture2D, 0, 0, 0, (uint)width, (uint)height, GLEnum.Rgba, GLEnum.UnsignedByte, data);
            gl.GenerateMipmap(TextureTarget.Texture2D);
            int wrap = (int)(repeats ? GLEnum.Repeat : GLEnum.ClampToEdge);
            gl.TexParameter(GLEnum.Texture2D, GLEnum.TextureMinFilter, (int)GLEnum.LinearMipmapLinear);
            gl.TexParameter(GLEnum.Texture2D, GLEnum.TextureMagFilter, (int)GLEnum.Linear);
            gl.TexParameter(GLEnum.Texture2D, GLEnum.TextureWrapS, wrap);
            gl.TexParameter(GLEnum.Texture2D, GLEnum.TextureWrapT, wrap);
            context.SetLabel(ObjectIdentifier.Texture, Handle, label);
            context.Check("TexSubImage2D");
        }
    }

    /// <summary>Binds it for sampling. Call it inside <see cref="GpuContext.Enter"/>.</summary>
    public void Bind(uint unit)
    {
        GL gl = Context.GL;
        gl.ActiveTexture((GLEnum)((uint)GLEnum.Texture0 + unit));
        gl.BindTexture(GLEnum.Texture2D, Handle);
        gl.BindSampler(unit, 0);
        Context.Check("BindTexture");
    }

    private static uint Generate(GpuContext context)
    {
        context.AssertThread();
        return context.GL.GenTexture();
    }
}
