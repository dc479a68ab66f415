using System;
using System.Collections.Generic;
using Fovea.Gpu;
using Fovea.Operators;
using Fovea.Runtime;

namespace Fovea.Vision;

/// <summary>The dispatches by which a task reads a network's outputs on the GPU.</summary>
public abstract class VisionPass : IDisposable
{
    /// <summary>What the host gets to see: the bytes that <see cref="VisionResult.Read"/> takes.</summary>
    public abstract BufferRange Results { get; }

    /// <summary>Takes what it needs of a picture itself, as a run on it begins; call it inside <see cref="GpuContext.Enter"/>.</summary>
    /// <param name="picture">The picture.</param>
    public virtual void Prepare(PictureTexture picture)
    {
    }

    /// <summary>
    /// Reads; call it inside <see cref="GpuContext.Enter"/>. Allocates nothing and waits for nothing. What wrote the outputs must have been
    /// made visible to shader storage.
    /// </summary>
    /// <param name="outputs">The tensors named by <see cref="VisionReader{TResult}.Outputs"/>, in that order.</param>
    /// <param name="frame">The frame they belong to.</param>
    public abstract void Run(IReadOnlyList<GpuTensor> outputs, in VisionFrame frame);

    /// <summary>Frees what it holds on the GPU.</summary>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Binds an output as a storage block, once it is as large as expected.</summary>
    /// <param name="output">The tensor.</param>
    /// <param name="count">How many elements it holds.</param>
    /// <param name="index">The block.</param>
    /// <exception cref="ArgumentException">It is of another size or layout.</exception>
    protected static void BindOutput(GpuTensor output, int count, uint index)
    {
        if (output.Shape.Count != count || output.Layout != Layout.RowMajor)
            throw new ArgumentException($"{count} row-major elements were expected; this output is {output.Type} {output.Shape}, {output.Layout}.");
        output.Range.BindStorage(index);
    }

    /// <summary>Frees what it holds on the GPU.</summary>
    /// <param name="disposing">True when called by <see cref="Dispose()"/>.</param>
    protected abstract void Dispose(bool disposing);
}
