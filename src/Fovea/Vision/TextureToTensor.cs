using System;
using System.Runtime.InteropServices;
using Fovea.Gpu;
using Fovea.Operators;
using Fovea.Runtime;
using Silk.NET.OpenGL;

namespace Fovea.Vision;

/// <summary>
/// Makes a network's input tensor of a picture in a texture, in one dispatch: crop or letterbox, turn, colour order, luma and chroma to
/// RGB, sRGB, mean and scale. Shrinking averages over the area that a pixel covers.
/// </summary>
public sealed class TextureToTensor : IDisposable
{
    private const int Group = 16;

    private readonly GpuContext _context;
    private readonly ImageInput _input;
    private readonly GpuBuffer _parameters;
    private readonly uint _sampler;
    private readonly Parameters[] _block = new Parameters[1];
    private GpuProgram? _program;
    private (PixelEncoding Encoding, Layout Layout, bool Linear) _programIs;

    /// <summary>Prepares conversions on a context.</summary>
    /// <param name="context">A context with compute shaders.</param>
    /// <param name="input">What the network wants.</param>
    public TextureToTensor(GpuContext context, ImageInput input)
    {
        _context = context;
        _input = input;
        _parameters = new GpuBuffer(context, Marshal.SizeOf<Parameters>(), "texture to tensor parameters", BufferUsageARB.DynamicDraw);
        // A sampler of its own: the host's texture may be set to filter in any way, or to need mipmaps.
        GL gl = context.GL;
        _sampler = gl.GenSampler();
        gl.SamplerParameter(_sampler, GLEnum.TextureMinFilter, (int)GLEnum.Linear);
        gl.SamplerParameter(_sampler, GLEnum.TextureMagFilter, (int)GLEnum.Linear);
        gl.SamplerParameter(_sampler, GLEnum.TextureWrapS, (int)GLEnum.ClampToEdge);
        gl.SamplerParameter(_sampler, GLEnum.TextureWrapT, (int)GLEnum.ClampToEdge);
    }

    /// <summary>Writes the tensor. Call it inside <see cref="GpuContext.Enter"/>; what reads the tensor next needs a storage barrier.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="tensor">The network's input.</param>
    /// <param name="crop">The part of the upright picture to look at, in its pixels; null for all of it.</param>
    /// <returns>Where the input's area lies in the upright picture, for mapping boxes back.</returns>
    /// <exception cref="ArgumentException">The picture lacks planes.</exception>
    /// <exception cref="Models.ModelException">The tensor's shape is not that of such a picture.</exception>
    public ImageMapping Dispatch(PictureTexture picture, GpuTensor tensor, Box? crop = null)
    {
        picture.Validate();
        (int width, int height, int channels) = _input.SizeOf(tensor.Shape);
        Box part = crop ?? new Box(0, 0, picture.Width, picture.Height);
        ImageMapping mapping = _input.Map(part.Width, part.Height, width, height);
        mapping = mapping with { OffsetX = mapping.OffsetX + part.X, OffsetY = mapping.OffsetY + part.Y };

        GpuProgram program = ProgramFor(picture, tensor.Layout);
        var sampling = new ImageSampling(mapping, picture.QuarterTurns, picture.Origin, picture.Width, picture.Height, width, height);
        Fill(ref _block[0], picture, sampling, part, mapping, width, height, channels);
        _parameters.Upload<Parameters>(_block);

        Bind(0, picture.Plane0);
        if (picture.Plane1 is not null)
            Bind(1, picture.Plane1);
        if (picture.Plane2 is not null)
            Bind(2, picture.Plane2);
        _parameters.Whole.BindUniform(0);
        tensor.Range.BindStorage(0);
        _context.Dispatch(program, (uint)((width + Group - 1) / Group), (uint)((height + 3) / 4));
        return mapping;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _parameters.Dispose();
        if (!_context.IsGone)
            _context.GL.DeleteSampler(_sampler);
    }

    private void Bind(uint unit, GpuTexture texture)
    {
        texture.Bind(unit);
        _context.GL.BindSampler(unit, _sampler);
    }

    private GpuProgram ProgramFor(PictureTexture picture, Layout layout)
    {
        bool linear = picture.SamplesLinear;
        if (_program is null || _programIs != (picture.Encoding, layout, linear))
        {
            // What is sampled and what is wanted may be linear or encoded, each: 0 leaves it, 1 encodes, -1 decodes.
            int transfer = linear == _input.Linear ? 0 : linear ? 1 : -1;
            _program = _context.Programs.Compute("vision/texture_to_tensor.comp", ShaderDefines.None
                .With("GROUP_X", Group).With("GROUP_Y", 4)
                .With("PLANES", picture.Encoding switch { PixelEncoding.Rgb => 1, PixelEncoding.Nv12 => 2, _ => 3 })
                .With("TRANSFER", transfer)
                .With("PACKED", layout == Layout.Packed));
            _programIs = (picture.Encoding, layout, linear);
        }

        return _program;
    }

    private void Fill(
        ref Parameters block, PictureTexture picture, ImageSampling sampling, Box part, ImageMapping mapping, int width, int height, int channels)
    {
        block.X0 = sampling.X0;
        block.XU = sampling.XU / width;
        block.XV = sampling.XV / height;
        block.Y0 = sampling.Y0;
        block.YU = sampling.YU / width;
        block.YV = sampling.YV / height;
        block.Width = width;
        block.Height = height;
        block.Channels = channels;
        block.TapsX = sampling.TapsX;
        block.TapsY = sampling.TapsY;
        block.Order = (int)_input.Color;
        // Where the picture's part ends, in the input's own coordinates: beyond are bars.
        block.Left = (part.X - mapping.OffsetX) / mapping.ScaleX * width;
        block.Top = (part.Y - mapping.OffsetY) / mapping.ScaleY * height;
        block.Right = (part.X + part.Width - mapping.OffsetX) / mapping.ScaleX * width;
        block.Bottom = (part.Y + part.Height - mapping.OffsetY) / mapping.ScaleY * height;
        (block.Mean0, block.Mean1, block.Mean2) = (_input.Mean[0], _input.Mean[channels > 1 ? 1 : 0], _input.Mean[channels > 1 ? 2 : 0]);
        (block.Scale0, block.Scale1, block.Scale2) = (_input.Scale[0], _input.Scale[channels > 1 ? 1 : 0], _input.Scale[channels > 1 ? 2 : 0]);
        block.Padding = _input.Padding;
        bool pixelsInRows = _input.ChannelsLast;
        block.StrideX = pixelsInRows ? channels : 1;
        block.StrideC = pixelsInRows ? 1 : width * height;
        (block.Kr, block.Kb) = picture.Matrix == ColorMatrix.Bt709 ? (0.2126f, 0.0722f) : (0.299f, 0.114f);
        (block.LumaOffset, block.LumaScale, block.ChromaScale) = picture.FullRange ? (0f, 1f, 1f) : (16 / 255f, 255 / 219f, 255 / 224f);
    }

    // The uniform block of texture_to_tensor.comp: scalars only, so std140 lays it out as it stands.
    [StructLayout(LayoutKind.Sequential)]
    private struct Parameters
    {
        public float X0, XU, XV, Y0, YU, YV;
        public int Width, Height, Channels, TapsX, TapsY, Order;
        public float Left, Top, Right, Bottom;
        public float Mean0, Mean1, Mean2, Scale0, Scale1, Scale2, Padding;
        public int StrideX, StrideC;
        public float Kr, Kb, LumaOffset, LumaScale, ChromaScale;
        private readonly float _unused0, _unused1;
    }
}
