using System;
using Fovea.Gpu;
using Silk.NET.OpenGL;

namespace Fovea.Vision.Overlays;

/// <summary>
/// Draws what a segmentation network made over a picture: a label map in the colours of <see cref="ClassPalette"/>, or a soft mask. The mask
/// stays a texture; nothing is read back and nothing is written to it, and drawing allocates nothing.
/// </summary>
/// <remarks>
/// A mask covers the network's input: row 0 is the top row, and an <see cref="ImageMapping"/> says where that input lies in the source picture.
/// Both are drawn by ordinary shading, so OpenGL 3.3 and OpenGL ES 3.0 do. Who writes the texture in a compute shader sets the barrier for
/// texture fetches.
/// </remarks>
public sealed class MaskOverlay : IDisposable
{
    private readonly GpuContext _context;
    private readonly GpuProgram _labels;
    private readonly GpuProgram _matte;
    private readonly GpuTexture _palette;
    private readonly GpuVertexArray _vertices;

    /// <summary>Builds the programs. Do this outside the frame loop; where there are no compute shaders it works too.</summary>
    /// <param name="context">Where to draw.</param>
    /// <param name="style">How it looks, or null for the defaults.</param>
    public MaskOverlay(GpuContext context, MaskStyle? style = null)
    {
        _context = context;
        Style = style ?? new MaskStyle();
        _labels = context.Programs.Graphics("vision/overlay/mask.vert", "vision/overlay/labelmap.frag");
        _matte = context.Programs.Graphics("vision/overlay/mask.vert", "vision/overlay/matte.frag");
        using var making = new Making();
        _palette = making.Own(ClassPalette.CreateTexture(context));
        _vertices = making.Own(new GpuVertexArray(context, "mask"));
        making.Complete();
    }

    /// <summary>How it looks. May be changed between draws.</summary>
    public MaskStyle Style { get; set; }

    /// <summary>Draws a label map over the picture in the bound framebuffer.</summary>
    /// <param name="labels">RGBA8: red + 256 * blue is the class, green how sure the network is, 0 .. 255, alpha 255; alpha 0 is no picture.</param>
    /// <param name="mapping">Where the network's input lies in the source picture.</param>
    /// <param name="target">Where.</param>
    public void DrawLabels(GpuTexture labels, in ImageMapping mapping, in OverlayTarget target)
    {
        using (_context.Enter())
        {
            if (!Begin(_labels, labels, mapping, target))
                return;

            _palette.Bind(1);
            GL gl = _context.GL;
            gl.Uniform1(_labels.Uniform("palette"), 1);
            gl.Uniform3(_labels.Uniform("drawing"), Style.Opacity, 0.5f * Style.OutlineWidth * target.Zoom, Style.Background ?? -1);
            gl.DrawArrays(PrimitiveType.TriangleStrip, 0, 4);
            _context.Check("drawing a label map");
        }
    }

    /// <summary>Draws over the subject of the picture in the bound framebuffer, or over its surroundings.</summary>
    /// <param name="matte">Red is the share of the subject in each pixel, 0 .. 1; it is filtered as the texture says.</param>
    /// <param name="mapping">Where the network's input lies in the source picture; what the network did not see is left alone.</param>
    /// <param name="target">Where.</param>
    public void DrawMatte(GpuTexture matte, in ImageMapping mapping, in OverlayTarget target)
    {
        using (_context.Enter())
        {
            if (!Begin(_matte, matte, mapping, target))
                return;

            GL gl = _context.GL;
            SrgbColor tint = Style.Tint;
            gl.Uniform4(_matte.Uniform("tint"), tint.Red / 255f, tint.Green / 255f, tint.Blue / 255f, Style.Opacity);
            gl.Uniform1(_matte.Uniform("subject"), Style.Side == MatteSide.Subject ? 1 : 0);
            gl.DrawArrays(PrimitiveType.TriangleStrip, 0, 4);
            _context.Check("drawing a soft mask");
        }
    }

    /// <summary>Frees what it holds on the GPU.</summary>
    public void Dispose()
    {
        _palette.Dispose();
        _vertices.Dispose();
    }

    // False where the network saw nothing of the picture.
    private bool Begin(GpuProgram program, GpuTexture mask, in ImageMapping mapping, in OverlayTarget target)
    {
        float left = Math.Max(0, mapping.OffsetX), right = Math.Min(target.SourceWidth, mapping.OffsetX + mapping.ScaleX);
        float top = Math.Max(0, mapping.OffsetY), bottom = Math.Min(target.SourceHeight, mapping.OffsetY + mapping.ScaleY);
        if (!(right > left && bottom > top))
            return false;

        OverlayPen.Begin(_context, target);
        GL gl = _context.GL;
        gl.BindVertexArray(_vertices.Handle); // no attributes: corners come from the numbers of the vertices
        OverlayPen.Use(program, target);
        gl.Uniform4(program.Uniform("area"), left, top, right - left, bottom - top);
        gl.Uniform4(program.Uniform("network"), mapping.ScaleX, mapping.ScaleY, mapping.OffsetX, mapping.OffsetY);
        mask.Bind(0);
        gl.Uniform1(program.Uniform("map"), 0);
        return true;
    }
}
