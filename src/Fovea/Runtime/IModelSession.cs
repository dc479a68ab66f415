using System;

namespace Fovea.Runtime;

/// <summary>
/// A network inside a frame loop: inputs and outputs are tensors on the GPU, and no call blocks. One run at a time.
/// </summary>
/// <remarks>
/// Write the inputs, <see cref="Submit"/>, then call <see cref="Advance"/> or <see cref="Poll"/> once a frame until it returns true, and read
/// the outputs by further dispatches.
/// </remarks>
public interface IModelSession : IDisposable
{
    /// <summary>Whether a run is under way: its inputs must not be written, and its outputs are not there yet.</summary>
    bool IsBusy { get; }

    /// <summary>
    /// The GPU time that the latest <see cref="Advance"/> or <see cref="Poll"/> used, as far as it is known: what is left of a frame's budget
    /// may go to something else. Zero on backends that compute elsewhere.
    /// </summary>
    TimeSpan Spent { get; }

    /// <summary>The tensor to write an input to, by dispatches on the session's context, while no run is under way.</summary>
    GpuTensor Input(string name);

    /// <summary>
    /// The tensor that holds an output when a run is done, until the next one is submitted. Of most networks it is known before any run, and
    /// always the same; where its size follows from what the network finds, each run gives its own.
    /// </summary>
    /// <exception cref="InvalidOperationException">Only a run that is done tells.</exception>
    GpuTensor Output(string name);

    /// <summary>Starts a run on what the inputs hold. Call it inside <see cref="Gpu.GpuContext.Enter"/>.</summary>
    /// <exception cref="InvalidOperationException">A run is under way.</exception>
    void Submit();

    /// <summary>
    /// Goes on with the run under way, for no more than some GPU time; call it once a frame, inside <see cref="Gpu.GpuContext.Enter"/>. When
    /// it returns true the outputs may be read by further dispatches.
    /// </summary>
    /// <param name="gpuBudget">How much GPU time the network may take now, as in <see cref="Plan.Advance"/>.</param>
    /// <returns>True once, when the run is done; false without a run.</returns>
    bool Advance(TimeSpan gpuBudget);

    /// <summary>
    /// Goes on without a limit: on GL compute the run is done, as far as later dispatches can tell, with the first call after
    /// <see cref="Submit"/>.
    /// </summary>
    /// <inheritdoc cref="Advance"/>
    bool Poll();
}
