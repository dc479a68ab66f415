using System;
using System.Collections.Generic;
using Fovea.Gpu;
using Fovea.Scenes.Rendering;
using Fovea.Vision.Overlays;
using Silk.NET.OpenGL;

namespace Fovea.Scenes.Labels;

/// <summary>Paints a frame's maps as pictures that people can look at.</summary>
public sealed class LabelPainter : IDisposable
{
    private readonly GpuContext _context;
    private readonly GpuProgram?[] _programs = new GpuProgram?[(int)LabelView.Flow + 1];
    private readonly GpuTexture _classColors;
    private readonly GpuTexture _objectColors;
    private readonly GpuTexture _flowHues;
    private IReadOnlyList<SceneClass>? _classes;

    /// <summary>Makes the tables of colours; programs are built when their view is first asked for.</summary>
    /// <param name="context">A context with compute shaders.</param>
    public LabelPainter(GpuContext context)
    {
        _context = context;
        context.Shaders.AddAssembly(typeof(LabelPainter).Assembly);
        using var making = new Making();
        _classColors = making.Own(new GpuTexture(context, MeasureLayout.ClassCount, 1, GpuTextureFormat.Rgba8, "colours of classes"));
        _objectColors = making.Own(ClassPalette.CreateTexture(context));
        _flowHues = making.Own(FlowWheel.CreateTexture(context));
        making.Complete();
    }

    /// <summary>
    /// Metres that the colours of depth reach over, on a logarithmic scale: nearer is as red as the first, farther as blue as the second.
    /// </summary>
    public (float Near, float Far) DepthRange { get; set; } = (0.5f, 200);

    /// <summary>Pixels of flow that are painted in full colour; what moves further is darker.</summary>
    public float FlowRange { get; set; } = 16;

    /// <summary>Paints one map. Allocates nothing once each view was painted, unless the classes are others.</summary>
    /// <param name="targets">The frame.</param>
    /// <param name="view">Which of its maps.</param>
    /// <param name="classes">The classes, for their colours; a class that is not among them is black.</param>
    /// <param name="into">Takes the picture, rows from the top: Rgba8, as large as the frame. It may be drawn from at once.</param>
    /// <exception cref="ArgumentException">The texture has another size or format.</exception>
    public void Paint(SceneTargets targets, LabelView view, IReadOnlyList<SceneClass> classes, GpuTexture into)
    {
        if ((into.Width, into.Height, into.Format) != (targets.Width, targets.Height, GpuTextureFormat.Rgba8))
        {
            throw new ArgumentException(
                $"{into} is {into.Width} x {into.Height} {into.Format}; the frame needs {targets.Width} x {targets.Height} Rgba8.", nameof(into));
        }

        using (_context.Enter())
        {
            TakeColors(classes);
            GpuProgram program = _programs[(int)view] ??= Build(view);
            targets.Geometry.Bind(0);
            (view == LabelView.Flow ? targets.Flow : targets.Color).Bind(1);
            _classColors.Bind(2);
            (view == LabelView.Flow ? _flowHues : _objectColors).Bind(3);
            into.BindImage(0, BufferAccessARB.WriteOnly);
            program.Use();
            (float first, float second) = view == LabelView.Flow ? (FlowRange, 0) : DepthRange;
            _context.GL.Uniform2(program.Uniform("range"), first, second);

            // Whoever drew the texture before has read it by then.
            _context.Barrier(MemoryBarrierMask.ShaderImageAccessBarrierBit);
            _context.Dispatch(program, (uint)((targets.Width + 63) / 64), (uint)targets.Height);
            _context.Barrier(
                MemoryBarrierMask.TextureFetchBarrierBit | MemoryBarrierMask.FramebufferBarrierBit | MemoryBarrierMask.ShaderImageAccessBarrierBit);
        }
    }

    /// <summary>Frees what it holds on the GPU.</summary>
    public void Dispose()
    {
        _classColors.Dispose();
        _objectColors.Dispose();
        _flowHues.Dispose();
    }

    private void TakeColors(IReadOnlyList<SceneClass> classes)
    {
        if (ReferenceEquals(classes, _classes))
            return;
        Span<byte> texels = stackalloc byte[4 * MeasureLayout.ClassCount];
        texels.Clear();
        for (int i = 0; i < classes.Count; i++)
        {
            SrgbColor color = SrgbColor.Of(classes[i].Color);
            Span<byte> texel = texels.Slice(4 * classes[i].Id, 4);
            (texel[0], texel[1], texel[2], texel[3]) = (color.Red, color.Green, color.Blue, 255);
        }

        _classColors.Upload<byte>(texels);
        _classes = classes;
    }

    private GpuProgram Build(LabelView view)
    {
        ShaderDefines defines = ShaderDefines.None.With("VIEW", (int)view);
        foreach (LabelView each in Enum.GetValues<LabelView>())
            defines = defines.With(each.ToString().ToUpperInvariant(), (int)each);
        return _context.Programs.Compute("scenes/labels/paint.comp", defines);
    }
}
