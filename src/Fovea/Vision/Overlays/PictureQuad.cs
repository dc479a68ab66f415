using System;
using System.Numerics;
using Fovea.Gpu;
using Silk.NET.OpenGL;

namespace Fovea.Vision.Overlays;

/// <summary>Shows a picture in its place of a target, under the overlays: upright, in its colours, from RGB, NV12 or I420.</summary>
public sealed class PictureQuad : IDisposable
{
    private readonly GpuContext _context;
    private readonly GpuProgram _program;
    private readonly GpuVertexArray _vertices;

    /// <summary>Builds the program. Do this outside the frame loop; where there are no compute shaders it works too.</summary>
    /// <param name="context">Where to draw.</param>
    public PictureQuad(GpuContext context)
    {
        _context = context;
        _program = context.Programs.Graphics("vision/overlay/picture.vert", "vision/overlay/picture.frag");
        _vertices = new GpuVertexArray(context, "picture");
    }

    /// <summary>Draws the picture into the bound framebuffer; what is around it stays as it is.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="target">Where. The source's size does not matter here.</param>
    public void Draw(PictureTexture picture, in OverlayTarget target)
    {
        picture.Validate();
        using (_context.Enter())
        {
            OverlayPen.Begin(_context, target);
            GL gl = _context.GL;
            gl.Disable(EnableCap.Blend);
            gl.BindVertexArray(_vertices.Handle); // no attributes: corners come from the numbers of the vertices
            OverlayPen.Use(_program, target);
            Box area = target.Picture;
            gl.Uniform4(_program.Uniform("area"), area.X, area.Y, area.Width, area.Height);
            SetCoordinates(gl, picture);
            SetColors(gl, picture, target.EncodesSrgb);
            picture.Plane0.Bind(0);
            (picture.Plane1 ?? picture.Plane0).Bind(1);
            (picture.Plane2 ?? picture.Plane0).Bind(2);
            gl.Uniform1(_program.Uniform("plane0"), 0);
            gl.Uniform1(_program.Uniform("plane1"), 1);
            gl.Uniform1(_program.Uniform("plane2"), 2);
            gl.DrawArrays(PrimitiveType.TriangleStrip, 0, 4);
            _context.Check("drawing a picture");
        }
    }

    /// <summary>Frees what it holds on the GPU.</summary>
    public void Dispose() => _vertices.Dispose();

    // Where the stored picture has what the upright one shows at its top left, and one step to the right and down from there.
    private void SetCoordinates(GL gl, PictureTexture picture)
    {
        (Vector2 origin, Vector2 right, Vector2 down) = picture.QuarterTurns switch
        {
            0 => (new Vector2(0, 0), new Vector2(1, 0), new Vector2(0, 1)),
            1 => (new Vector2(0, 1), new Vector2(0, -1), new Vector2(1, 0)),
            2 => (new Vector2(1, 1), new Vector2(-1, 0), new Vector2(0, -1)),
            _ => (new Vector2(1, 0), new Vector2(0, 1), new Vector2(-1, 0)),
        };
        if (picture.Origin == ImageOrigin.BottomLeft)
            (origin.Y, right.Y, down.Y) = (1 - origin.Y, -right.Y, -down.Y);

        gl.Uniform2(_program.Uniform("origin"), origin.X, origin.Y);
        gl.Uniform4(_program.Uniform("columns"), right.X, right.Y, down.X, down.Y);
    }

    private void SetColors(GL gl, PictureTexture picture, bool encodesSrgb)
    {
        (float kr, float kb) = picture.Matrix == ColorMatrix.Bt709 ? (0.2126f, 0.0722f) : (0.299f, 0.114f);
        (float lumaScale, float lumaOffset, float chromaScale) = picture.FullRange ? (1f, 0f, 1f) : (255 / 219f, 16 / 255f, 255 / 224f);
        float transfer = picture.SamplesLinear == encodesSrgb ? 0 : encodesSrgb ? -1 : 1;
        int planes = picture.Encoding switch { PixelEncoding.Rgb => 1, PixelEncoding.Nv12 => 2, _ => 3 };
        gl.Uniform4(_program.Uniform("luma"), kr, kb, lumaScale, lumaOffset);
        gl.Uniform3(_program.Uniform("reading"), chromaScale, transfer, planes);
    }
}
