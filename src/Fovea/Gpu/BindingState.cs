using Silk.NET.OpenGL;

namespace Fovea.Gpu;

/// <summary>The program, the vertex array, the framebuffers and every buffer binding that Fovea uses.</summary>
internal sealed class BindingState : IHostStatePart
{
    // The queries of the copy targets are the targets themselves: OpenGL gives them no other name.
    private static readonly (GLEnum Target, GLEnum Query)[] DrawTargets =
    {
        (GLEnum.ArrayBuffer, GLEnum.ArrayBufferBinding),
        (GLEnum.CopyReadBuffer, GLEnum.CopyReadBufferBinding),
        (GLEnum.CopyWriteBuffer, GLEnum.CopyWriteBufferBinding),
        (GLEnum.PixelPackBuffer, GLEnum.PixelPackBufferBinding),
        (GLEnum.PixelUnpackBuffer, GLEnum.PixelUnpackBufferBinding),
    };

    private static readonly (GLEnum Target, GLEnum Query)[] ComputeTargets =
    {
        (GLEnum.DrawIndirectBuffer, GLEnum.DrawIndirectBufferBinding),
        (GLEnum.DispatchIndirectBuffer, GLEnum.DispatchIndirectBufferBinding),
    };

    private readonly GL _gl;
    private readonly bool _compute;
    private readonly int[] _buffers = new int[DrawTargets.Length + ComputeTargets.Length];
    private readonly IndexedBindings _uniform;
    private readonly IndexedBindings? _storage;
    private int _program;
    private int _vertexArray;
    private int _drawFramebuffer;
    private int _readFramebuffer;

    public BindingState(GpuContext context)
    {
        _gl = context.GL;
        _compute = context.Info.HasCompute;
        _uniform = new IndexedBindings(
            _gl, GLEnum.UniformBuffer, GLEnum.UniformBufferBinding, GLEnum.UniformBufferStart, GLEnum.UniformBufferSize, BindingPoints.Uniform);
        if (_compute)
        {
            _storage = new IndexedBindings(
                _gl, GLEnum.ShaderStorageBuffer, GLEnum.ShaderStorageBufferBinding, GLEnum.ShaderStorageBufferStart,
                GLEnum.ShaderStorageBufferSize, BindingPoints.Storage);
        }
    }

    public void Save()
    {
        _program = Get(GLEnum.CurrentProgram);
        _vertexArray = Get(GLEnum.VertexArrayBinding);
        _drawFramebuffer = Get(GLEnum.DrawFramebufferBinding);
        _readFramebuffer = Get(GLEnum.ReadFramebufferBinding);
        for (int i = 0; i < DrawTargets.Length; i++)
            _buffers[i] = Get(DrawTargets[i].Query);

        if (_compute)
        {
            for (int i = 0; i < ComputeTargets.Length; i++)
                _buffers[DrawTargets.Length + i] = Get(ComputeTargets[i].Query);
        }

        _uniform.Save();
        _storage?.Save();
    }

    public void Restore()
    {
        _uniform.Restore();
        _storage?.Restore();
        for (int i = 0; i < DrawTargets.Length; i++)
            _gl.BindBuffer(DrawTargets[i].Target, (uint)_buffers[i]);

        if (_compute)
        {
            for (int i = 0; i < ComputeTargets.Length; i++)
                _gl.BindBuffer(ComputeTargets[i].Target, (uint)_buffers[DrawTargets.Length + i]);
        }

        _gl.BindFramebuffer(GLEnum.DrawFramebuffer, (uint)_drawFramebuffer);
        _gl.BindFramebuffer(GLEnum.ReadFramebuffer, (uint)_readFramebuffer);
        _gl.BindVertexArray((uint)_vertexArray);
        _gl.UseProgram((uint)_program);
    }

    private int Get(GLEnum name)
    {
        _gl.GetInteger(name, out int value);
        return value;
    }

    /// <summary>The numbered bindings of one target, and its general binding, which binding a number also sets.</summary>
    private sealed class IndexedBindings
    {
        private readonly GL _gl;
        private readonly GLEnum _target;
        private readonly GLEnum _binding;
        private readonly GLEnum _start;
        private readonly GLEnum _size;
        private readonly (int Buffer, long Start, long Size)[] _ranges;
        private int _general;

        public IndexedBindings(GL gl, GLEnum target, GLEnum binding, GLEnum start, GLEnum size, int count)
        {
            _gl = gl;
            _target = target;
            _binding = binding;
            _start = start;
            _size = size;
            _ranges = new (int, long, long)[count];
        }

        public void Save()
        {
            _gl.GetInteger(_binding, out _general);
            for (int i = 0; i < _ranges.Length; i++)
            {
                _gl.GetInteger(_binding, (uint)i, out int buffer);
                long start = 0;
                long size = 0;
                if (buffer != 0)
                {
                    _gl.GetInteger64(_start, (uint)i, out start);
                    _gl.GetInteger64(_size, (uint)i, out size);
                }

                _ranges[i] = (buffer, start, size);
            }
        }

        public void Restore()
        {
            for (int i = 0; i < _ranges.Length; i++)
            {
                (int buffer, long start, long size) = _ranges[i];

                // A size of zero says that the whole buffer was bound, however large it is or becomes.
                if (size == 0)
                    _gl.BindBufferBase(_target, (uint)i, (uint)buffer);
                else
                    _gl.BindBufferRange(_target, (uint)i, (uint)buffer, (nint)start, (nuint)size);
            }

            _gl.BindBuffer(_target, (uint)_general);
        }
    }
}
