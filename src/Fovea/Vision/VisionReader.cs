using System;
using System.Collections.Generic;
using Fovea.Gpu;
using Fovea.Models;

namespace Fovea.Vision;

/// <summary>What a task makes of a network's outputs: on the GPU, and in plain C# with the same results.</summary>
/// <typeparam name="TResult">The result.</typeparam>
public abstract class VisionReader<TResult>
    where TResult : VisionResult
{
    /// <summary>A reader.</summary>
    /// <param name="outputs">The network's outputs that it reads, in the order in which it wants them.</param>
    protected VisionReader(IReadOnlyList<string> outputs) => Outputs = outputs;

    /// <summary>The names of the network's outputs that it reads, in the order in which it wants them.</summary>
    public IReadOnlyList<string> Outputs { get; }

    /// <summary>Makes a result to be filled.</summary>
    public abstract TResult CreateResult();

    /// <summary>Takes what it needs of a picture itself, before the outputs of a run on it are read on the CPU.</summary>
    /// <param name="rgba">The upright picture, sRGB-encoded, the top row first.</param>
    /// <param name="width">Its width, in pixels.</param>
    /// <param name="height">Its height.</param>
    public virtual void Prepare(ReadOnlySpan<byte> rgba, int width, int height)
    {
    }

    /// <summary>Reads on the CPU.</summary>
    /// <param name="outputs">The row-major outputs named by <see cref="Outputs"/>, in that order.</param>
    /// <param name="frame">The frame they belong to.</param>
    /// <param name="result">Takes what they say.</param>
    public abstract void Read(IReadOnlyList<ReadOnlyMemory<float>> outputs, in VisionFrame frame, TResult result);

    /// <summary>Reads what a backend gave on the host.</summary>
    /// <param name="outputs">The network's outputs by name; those that are not named by <see cref="Outputs"/> do not matter.</param>
    /// <param name="frame">The frame they belong to.</param>
    /// <param name="result">Takes what they say.</param>
    public void Read(IReadOnlyDictionary<string, Tensor> outputs, in VisionFrame frame, TResult result)
    {
        var values = new ReadOnlyMemory<float>[Outputs.Count];
        for (int i = 0; i < values.Length; i++)
            values[i] = outputs[Outputs[i]].ToSingles();
        Read(values, frame, result);
    }

    /// <summary>Builds what reading on the GPU needs. Do this outside the frame loop.</summary>
    /// <param name="context">A context with compute shaders.</param>
    /// <returns>The GPU form; dispose it before the context.</returns>
    public abstract VisionPass CreatePass(GpuContext context);

    /// <summary>How many values are NaN or infinite.</summary>
    private protected static int CountNonFinite(ReadOnlySpan<float> values)
    {
        int count = 0;
        foreach (float value in values)
            count += float.IsFinite(value) ? 0 : 1;
        return count;
    }
}
