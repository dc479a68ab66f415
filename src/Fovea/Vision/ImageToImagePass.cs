using System;
using System.Collections.Generic;
using Fovea.Gpu;
using Fovea.Models;
using Fovea.Operators;
using Fovea.Runtime;
using Silk.NET.OpenGL;

namespace Fovea.Vision;

/// <summary>One dispatch, an invocation a pixel; a luma output has the source's colours converted when its run begins.</summary>
internal sealed class ImageToImagePass : VisionPass
{
    private const int BlockWords = 8;
    private const int GroupX = 16;
    private const int GroupY = 8;

    private readonly ImageToImageReader _reader;
    private readonly GpuContext _context;
    private readonly GpuProgram _program;
    private readonly GpuBuffer _parameters;
    private readonly GpuBuffer _results;
    private readonly TextureToTensor? _convert;
    private readonly GpuBuffer? _colors;
    private readonly GpuTensor? _source;

    public ImageToImagePass(ImageToImageReader reader, GpuContext context)
    {
        _reader = reader;
        _context = context;
        ImageToImageOptions options = reader.Options;
        _program = context.Programs.Compute("vision/tensor_to_texture.comp", ShaderDefines.None
            .With("GROUP_X", GroupX).With("GROUP_Y", GroupY)
            .With("CHANNELS", reader.Channels)
            .With("COLOR", (int)options.Color)
            .With("KEEP_PICTURE", options.KeepPicture));
        using var making = new Making();
        _parameters = making.Own(new GpuBuffer(context, BlockWords * 4, "picture parameters", BufferUsageARB.DynamicDraw));
        _results = making.Own(new GpuBuffer(
            context, 16 + (options.KeepPicture ? 4L * reader.Width * reader.Height : 0), "picture results", BufferUsageARB.DynamicCopy));
        Picture = making.Own(new GpuTexture(context, reader.Width, reader.Height, GpuTextureFormat.Rgba8, "network's picture"));
        if (options.Color == ImageOutputColor.Luma)
        {
            _convert = making.Own(new TextureToTensor(context, reader.SourceInput));
            _colors = making.Own(new GpuBuffer(context, 4L * reader.SourceShape.Count, "source colours", BufferUsageARB.DynamicCopy));
            _source = new GpuTensor(ElementType.Float, reader.SourceShape, Layout.RowMajor, _colors.Whole);
        }

        Write();
        making.Complete();
    }

    /// <summary>The picture, its top row first.</summary>
    public GpuTexture Picture { get; }

    /// <summary>Where it lies in the source picture of the latest frame.</summary>
    public ImageMapping Mapping { get; private set; }

    public override BufferRange Results => _results.Whole;

    public override void Prepare(PictureTexture picture) => _convert?.Dispatch(picture, _source!);

    public override void Run(IReadOnlyList<GpuTensor> outputs, in VisionFrame frame)
    {
        Mapping = frame.Mapping;
        BindOutput(outputs[0], _reader.Width * _reader.Height * _reader.Channels, 0);
        _results.Whole.BindStorage(1);
        (_colors ?? _results).Whole.BindStorage(2);
        _parameters.Whole.BindUniform(0);
        Picture.BindImage(0, BufferAccessARB.WriteOnly);
        _results.Upload<int>(stackalloc int[4]);
        // The picture of the frame before may still be drawn.
        _context.Barrier(MemoryBarrierMask.ShaderStorageBarrierBit | MemoryBarrierMask.ShaderImageAccessBarrierBit);
        _context.Dispatch(_program, (uint)((_reader.Width + GroupX - 1) / GroupX), (uint)((_reader.Height + GroupY - 1) / GroupY));
        _context.Barrier(MemoryBarrierMask.ShaderStorageBarrierBit | MemoryBarrierMask.BufferUpdateBarrierBit | MemoryBarrierMask.TextureFetchBarrierBit);
    }

    protected override void Dispose(bool disposing)
    {
        if (!disposing)
            return;
        _parameters.Dispose();
        _results.Dispose();
        Picture.Dispose();
        _convert?.Dispose();
        _colors?.Dispose();
    }

    private void Write()
    {
        Span<int> block = stackalloc int[BlockWords];
        (block[0], block[1]) = (_reader.Width, _reader.Height);
        (block[2], block[3]) = _reader.ChannelsLast ? (1, _reader.Channels) : (_reader.Width * _reader.Height, 1);
        (block[4], block[5]) = (_reader.SourceShape[3], _reader.SourceShape[2]);
        (block[6], block[7]) = (BitConverter.SingleToInt32Bits(_reader.Options.Scale), BitConverter.SingleToInt32Bits(_reader.Options.Offset));
        _parameters.Upload<int>(block);
    }
}
