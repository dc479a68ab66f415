using System;
using System.Collections.Generic;
using Fovea.Gpu;
using Fovea.Models;
using Fovea.Operators;
using Fovea.Runtime;

namespace Fovea.Vision.Decoders;

/// <summary>A decoder's dispatches: from the outputs of a network in GPU memory to candidates in GPU memory.</summary>
public abstract class DecoderPass : IDisposable
{
    /// <summary>
    /// Decodes; call it inside <see cref="GpuContext.Enter"/>. Every place of <paramref name="candidates"/> is written. Allocates nothing
    /// and waits for nothing. What wrote the outputs must have been made visible to shader storage.
    /// </summary>
    /// <param name="outputs">The tensors named by <see cref="Decoder.Outputs"/>, in that order.</param>
    /// <param name="scoreThreshold">Places whose score is lower stay empty.</param>
    /// <param name="candidates">Takes the proposals.</param>
    public abstract void Run(IReadOnlyList<GpuTensor> outputs, float scoreThreshold, CandidateBuffer candidates);

    /// <summary>Frees what it holds on the GPU.</summary>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Frees what it holds on the GPU.</summary>
    /// <param name="disposing">True when called by <see cref="Dispose()"/>.</param>
    protected abstract void Dispose(bool disposing);

    /// <summary>Binds an output as a storage block, once it is what the decoder expects.</summary>
    /// <param name="output">The tensor: of floats, or of 32-bit integers where the decoder reads those.</param>
    /// <param name="count">How many elements it holds.</param>
    /// <param name="index">The block.</param>
    /// <exception cref="ArgumentException">It is of another size, type or layout.</exception>
    protected static void BindOutput(GpuTensor output, int count, uint index)
    {
        bool known = output.Type is ElementType.Float or ElementType.Int32 or ElementType.Int64;
        if (output.Shape.Count != count || output.Layout != Layout.RowMajor || !known)
        {
            throw new ArgumentException(
                $"The decoder was made for {count} row-major numbers; this output is {output.Type} {output.Shape}, {output.Layout}.");
        }

        output.Range.BindStorage(index);
    }
}
