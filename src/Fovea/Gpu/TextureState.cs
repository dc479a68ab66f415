using Silk.NET.OpenGL;

namespace Fovea.Gpu;

/// <summary>The 2-D and buffer textures, samplers and images on the units that Fovea uses.</summary>
internal sealed class TextureState : IHostStatePart
{
    private readonly GL _gl;
    private readonly bool _compute;
    private readonly bool _bufferTextures;
    private readonly int[] _textures = new int[BindingPoints.Texture];
    private readonly int[] _buffers = new int[BindingPoints.Texture];
    private readonly int[] _samplers = new int[BindingPoints.Texture];
    private readonly ImageUnit[] _images = new ImageUnit[BindingPoints.Image];
    private int _activeTexture;

    public TextureState(GpuContext context)
    {
        _gl = context.GL;
        _compute = context.Info.HasCompute;
        _bufferTextures = context.Info.HasBufferTextures;
    }

    public void Save()
    {
        _gl.GetInteger(GLEnum.ActiveTexture, out _activeTexture);
        for (int i = 0; i < _textures.Length; i++)
        {
            _gl.ActiveTexture((GLEnum)((int)GLEnum.Texture0 + i));
            _gl.GetInteger(GLEnum.TextureBinding2D, out _textures[i]);
            _gl.GetInteger(GLEnum.SamplerBinding, out _samplers[i]);
            if (_bufferTextures)
                _gl.GetInteger(GLEnum.TextureBindingBuffer, out _buffers[i]);
        }

        _gl.ActiveTexture((GLEnum)_activeTexture);
        if (!_compute)
            return;

        for (uint i = 0; i < _images.Length; i++)
        {
            ref ImageUnit image = ref _images[i];
            _gl.GetInteger(GLEnum.ImageBindingName, i, out image.Texture);
            _gl.GetInteger(GLEnum.ImageBindingLevel, i, out image.Level);
            _gl.GetInteger(GLEnum.ImageBindingLayered, i, out image.Layered);
            _gl.GetInteger(GLEnum.ImageBindingLayer, i, out image.Layer);
            _gl.GetInteger(GLEnum.ImageBindingAccess, i, out image.Access);
            _gl.GetInteger(GLEnum.ImageBindingFormat, i, out image.Format);
        }
    }

    public void Restore()
    {
        for (int i = 0; i < _textures.Length; i++)
        {
            _gl.ActiveTexture((GLEnum)((int)GLEnum.Texture0 + i));
            _gl.BindTexture(GLEnum.Texture2D, (uint)_textures[i]);
            if (_bufferTextures)
                _gl.BindTexture(GLEnum.TextureBuffer, (uint)_buffers[i]);
            _gl.BindSampler((uint)i, (uint)_samplers[i]);
        }

        _gl.ActiveTexture((GLEnum)_activeTexture);
        if (!_compute)
            return;

        for (uint i = 0; i < _images.Length; i++)
        {
            ref ImageUnit image = ref _images[i];

            // A fresh unit reports R8, which OpenGL ES refuses to bind even for texture 0; the format of no texture means nothing.
            var format = image.Texture == 0 ? GLEnum.R32ui : (GLEnum)image.Format;
            _gl.BindImageTexture(
                i, (uint)image.Texture, image.Level, image.Layered != 0, image.Layer, (GLEnum)image.Access, format);
        }
    }

    private struct ImageUnit
    {
        public int Texture;
        public int Level;
        public int Layered;
        public int Layer;
        public int Access;
        public int Format;
    }
}
