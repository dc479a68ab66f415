using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using Fovea.Gpu;
using Fovea.Runtime;
using Silk.NET.OpenGL;

namespace Fovea.Vision;

/// <summary>Two dispatches: areas are cleared, then an invocation a pixel of the label map.</summary>
internal sealed class SegmentationPass : VisionPass
{
    private const int BlockWords = 24;
    private const int GroupX = 16;
    private const int GroupY = 8;

    private readonly SegmentationReader _reader;
    private readonly GpuContext _context;
    private readonly GpuProgram _clear;
    private readonly GpuProgram _segment;
    private readonly GpuBuffer _parameters;
    private readonly GpuBuffer _results;
    private VisionFrame _written;
    private bool _isWritten;

    public SegmentationPass(SegmentationReader reader, GpuContext context)
    {
        _reader = reader;
        _context = context;
        SegmenterOptions options = reader.Options;
        _clear = context.Programs.Compute("vision/segment_clear.comp", ShaderDefines.None);
        _segment = context.Programs.Compute("vision/segment.comp", ShaderDefines.None
            .With("GROUP_X", GroupX).With("GROUP_Y", GroupY)
            .With("CLASSES", reader.Classes)
            .With("CHANNELS", reader.Layout.Channels)
            .With("HOLDS_CLASSES", reader.Layout.HoldsClasses)
            .With("ACTIVATION", (int)options.Activation)
            .With("SOFT", options.Soft)
            .With("KEEP_MAP", options.KeepMap)
            .With("INTERPOLATE", (reader.Width, reader.Height) != (reader.Layout.Width, reader.Layout.Height)));
        using var making = new Making();
        _parameters = making.Own(new GpuBuffer(context, BlockWords * 4, "segmentation parameters", BufferUsageARB.DynamicDraw));
        _results = making.Own(new GpuBuffer(context, reader.ResultBytes, "class areas", BufferUsageARB.DynamicCopy));
        Map = making.Own(new GpuTexture(context, reader.Width, reader.Height, GpuTextureFormat.Rgba8, "label map"));
        making.Complete();
    }

    /// <summary>The label map.</summary>
    public GpuTexture Map { get; }

    /// <summary>Where it lies in the source picture of the latest frame.</summary>
    public ImageMapping Mapping => _written.Mapping;

    public override BufferRange Results => _results.Whole;

    public override void Run(IReadOnlyList<GpuTensor> outputs, in VisionFrame frame)
    {
        if (!_isWritten || _written.Mapping != frame.Mapping || (_written.Width, _written.Height) != (frame.Width, frame.Height))
            Write(frame);
        BindOutput(outputs[0], _reader.Layout.Count, 0);
        _results.Whole.BindStorage(1);
        _parameters.Whole.BindUniform(0);
        Map.BindImage(0, BufferAccessARB.WriteOnly);
        _context.Dispatch(_clear, (uint)((_reader.Classes + 127) / 128));
        // The map of the frame before may still be drawn.
        _context.Barrier(MemoryBarrierMask.ShaderStorageBarrierBit | MemoryBarrierMask.ShaderImageAccessBarrierBit);
        _context.Dispatch(_segment, (uint)((_reader.Width + GroupX - 1) / GroupX), (uint)((_reader.Height + GroupY - 1) / GroupY));
        _context.Barrier(MemoryBarrierMask.ShaderStorageBarrierBit | MemoryBarrierMask.BufferUpdateBarrierBit | MemoryBarrierMask.TextureFetchBarrierBit);
    }

    protected override void Dispose(bool disposing)
    {
        if (!disposing)
            return;
        _parameters.Dispose();
        _results.Dispose();
        Map.Dispose();
    }

    private void Write(in VisionFrame frame)
    {
        Span<int> block = stackalloc int[BlockWords];
        SegmentationLayout layout = _reader.Layout;
        Box part = _reader.PartOf(frame);
        (block[0], block[1], block[2], block[3]) = (_reader.Width, _reader.Height, layout.Width, layout.Height);
        (block[4], block[5], block[6]) = (layout.Strides.Channel, layout.Strides.Pixel, _reader.Classes);
        Span<float> floats = MemoryMarshal.Cast<int, float>(block);
        ImageMapping mapping = frame.Mapping;
        floats[7] = _reader.Options.ScoreThreshold;
        (floats[8], floats[9], floats[10], floats[11]) = (part.X, part.Y, part.X + part.Width, part.Y + part.Height);
        (floats[12], floats[13], floats[14], floats[15]) = (mapping.ScaleX, mapping.ScaleY, mapping.OffsetX, mapping.OffsetY);
        (floats[16], floats[17]) = ((float)layout.Width / _reader.Width, (float)layout.Height / _reader.Height);
        _parameters.Upload<int>(block);
        _written = frame;
        _isWritten = true;
    }
}
