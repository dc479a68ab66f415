using Fovea.Gpu;
using Silk.NET.OpenGL;

namespace Fovea.Runtime;

/// <summary>Hands the steps of a plan to OpenGL, and binds nothing that is bound already.</summary>
internal sealed class StepIssuer
{
    private readonly GL _gl;
    private readonly MemoryBarrierMask _barrier;
    private readonly BoundRange[] _storage = new BoundRange[BindingPoints.Storage];
    private readonly uint[] _textures = new uint[BindingPoints.Texture];
    private uint _program;

    /// <param name="gl">The entry points.</param>
    /// <param name="barrier">What a barrier between steps makes visible.</param>
    public StepIssuer(GL gl, MemoryBarrierMask barrier)
    {
        _gl = gl;
        _barrier = barrier;
    }

    /// <summary>Begins a stretch of steps: whatever was bound by others is not known, and what they wrote may be read.</summary>
    public void Begin()
    {
        _program = 0;
        System.Array.Clear(_storage, 0, _storage.Length);
        System.Array.Clear(_textures, 0, _textures.Length);
        _gl.MemoryBarrier(_barrier);
    }

    /// <summary>Issues one step.</summary>
    public void Issue(BoundStep step)
    {
        if (step.Barrier)
            _gl.MemoryBarrier(_barrier);
        if (step.Program != _program)
            _gl.UseProgram(_program = step.Program);
        foreach (BoundRange range in step.Storage)
        {
            if (_storage[range.Index] == range)
                continue;
            _storage[range.Index] = range;
            _gl.BindBufferRange(BufferTargetARB.ShaderStorageBuffer, range.Index, range.Buffer, (nint)range.Offset, (nuint)range.Size);
        }

        foreach (BoundTexture texture in step.Textures)
        {
            if (_textures[texture.Unit] == texture.Handle)
                continue;
            _textures[texture.Unit] = texture.Handle;
            _gl.ActiveTexture((GLEnum)((uint)GLEnum.Texture0 + texture.Unit));
            _gl.BindTexture(GLEnum.TextureBuffer, texture.Handle);
        }

        _gl.BindBufferRange(
            BufferTargetARB.UniformBuffer, 0, step.Parameters.Buffer, (nint)step.Parameters.Offset, (nuint)step.Parameters.Size);
        _gl.DispatchCompute(step.X, step.Y, step.Z);
    }

    /// <summary>Issues the step that was issued last once more, after a barrier.</summary>
    public void Repeat(BoundStep step)
    {
        _gl.MemoryBarrier(_barrier);
        _gl.DispatchCompute(step.X, step.Y, step.Z);
    }

    /// <summary>Ends a run: shaders, copies and mappings may read what it left.</summary>
    public void Finish() => _gl.MemoryBarrier(MemoryBarrierMask.ShaderStorageBarrierBit | MemoryBarrierMask.BufferUpdateBarrierBit);
}
