using System;
using System.Collections.Generic;
using System.Diagnostics;
using Fovea.Gpu;
using Fovea.Player.Play;
using Fovea.Scenes.Labels;
using Fovea.Scenes.Rendering;
using Fovea.Vision;

namespace Fovea.Player.Worlds;

/// <summary>A frame of a world that is rendered: its picture, and what every pixel of it is.</summary>
internal sealed class WorldSlot : FrameSlot
{
    private readonly GpuContext _context;
    private GpuTexture? _painted;
    private PictureTexture? _picture;
    private bool _showsPainted;

    public WorldSlot(GpuContext context, int width, int height)
    {
        _context = context;
        Targets = new SceneTargets(context, width, height);
    }

    /// <summary>What was drawn.</summary>
    public RenderFrame Frame { get; } = new();

    /// <summary>What came of it.</summary>
    public SceneTargets Targets { get; }

    public override PictureTexture Picture => Targets.Picture;

    public override PictureTexture Shown => _showsPainted ? _picture! : Targets.Picture;

    public override ReadOnlyMemory<byte> Pixels => throw new InvalidOperationException("A rendered frame is on the GPU only.");

    /// <summary>Says which frame it holds now, and how it is shown.</summary>
    public void Begin(long number, string from)
    {
        Stamp = new FrameStamp(number, Frame.Time, Frame.Camera.Pose);
        (From, Arrived) = (from, Stopwatch.GetTimestamp());
    }

    /// <summary>Shows the picture itself, or its labels as colours.</summary>
    public void Show(LabelPainter painter, LabelView view, IReadOnlyList<SceneClass> classes)
    {
        _showsPainted = view != LabelView.Color;
        if (!_showsPainted)
            return;
        if (_painted is null)
        {
            _painted = new GpuTexture(_context, Targets.Width, Targets.Height, GpuTextureFormat.Rgba8, "painted labels");
            _picture = new PictureTexture(PixelEncoding.Rgb, _painted);
        }

        painter.Paint(Targets, view, classes, _painted);
    }

    public override void Dispose()
    {
        Targets.Dispose();
        _painted?.Dispose();
    }
}
