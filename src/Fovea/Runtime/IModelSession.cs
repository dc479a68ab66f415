using System;

namespace Fovea.Runtime;

/// <summary>
/// A network inside a frame loop: inputs and outputs are tensors on the GPU, and no call blocks. One run at a time.
/// </summary>
public interface IModelSession : IDisposable
{
    /// <summary>Whether a run is under way: its inputs must not be written, and its outputs are not there yet.</summary>
    bool IsBusy { get; }

    /// <summary>The tensor to write an input to, by dispatches on the session's context, while no run is under way.</summary>
    GpuTensor Input(string name);

    /// <summary>The tensor that holds an output when a run is done, until the next one is submitted.</summary>
    GpuTensor Output(string name);

    /// <summary>Starts a run on what the inputs hold. Call it inside <see cref="Gpu.GpuContext.Enter"/>.</summary>
    /// <exception cref="InvalidOperationException">A run is under way.</exception>
    void Submit();

    /// <summary>
    /// Looks whether the run is done; call it once a frame, inside <see cref="Gpu.GpuContext.Enter"/>. When it returns true the outputs may be
    /// read by further dispatches; on GL compute that is right after <see cref="Submit"/>.
    /// </summary>
    bool Poll();
}
