using System;
using System.Numerics;
using System.Runtime.InteropServices;
using Fovea.Gpu;
using Silk.NET.OpenGL;

namespace Fovea.Vision;

/// <summary>The proposals of a decoder in GPU memory, each at a place of its own, so that no order of threads shows.</summary>
/// <remarks>
/// A candidate is eight floats: left, top, width and height in 0 .. 1 across the network's input, score, class, and two unused. A box
/// without area says that the place is empty. Its keypoints, two floats each, lie in <see cref="Keypoints"/>.
/// </remarks>
public sealed class CandidateBuffer : IDisposable
{
    /// <summary>Makes room on the GPU.</summary>
    /// <param name="context">Where.</param>
    /// <param name="count">How many places.</param>
    /// <param name="keypointCount">Keypoints of each.</param>
    public CandidateBuffer(GpuContext context, int count, int keypointCount)
    {
        if (count < 1 || keypointCount < 0)
            throw new ArgumentOutOfRangeException(nameof(count), $"There cannot be {count} candidates of {keypointCount} keypoints.");

        Count = count;
        KeypointCount = keypointCount;
        using var making = new Making();
        Boxes = making.Own(new GpuBuffer(context, (long)count * Candidate.GpuBytes, "candidates", BufferUsageARB.DynamicCopy));
        Keypoints = new GpuBuffer(context, Math.Max(16, (long)count * keypointCount * 8), "candidate keypoints", BufferUsageARB.DynamicCopy);
        making.Complete();
    }

    /// <summary>How many places there are.</summary>
    public int Count { get; }

    /// <summary>Keypoints of each candidate.</summary>
    public int KeypointCount { get; }

    /// <summary>Boxes, scores and classes.</summary>
    public GpuBuffer Boxes { get; }

    /// <summary>The keypoints: number k of candidate i is pair i * <see cref="KeypointCount"/> + k.</summary>
    public GpuBuffer Keypoints { get; }

    /// <summary>Copies candidates from the CPU, for a decoder that has no GPU form.</summary>
    /// <param name="source">As many, with as many keypoints.</param>
    /// <exception cref="ArgumentException">The numbers differ.</exception>
    public void Upload(CandidateList source)
    {
        if (source.Count != Count || source.KeypointCount != KeypointCount)
        {
            throw new ArgumentException(
                $"The buffer holds {Count} candidates of {KeypointCount} keypoints, not {source.Count} of {source.KeypointCount}.",
                nameof(source));
        }

        Span<float> words = stackalloc float[8 * 64];
        for (int from = 0; from < Count; from += 64)
        {
            int count = Math.Min(64, Count - from);
            for (int i = 0; i < count; i++)
            {
                Candidate candidate = source.Items[from + i];
                Span<float> at = words.Slice(8 * i, 8);
                (at[0], at[1], at[2], at[3]) = (candidate.Box.X, candidate.Box.Y, candidate.Box.Width, candidate.Box.Height);
                (at[4], at[5], at[6], at[7]) = (candidate.Score, candidate.Class, 0, 0);
            }

            Boxes.Upload<float>(words.Slice(0, 8 * count), (long)from * Candidate.GpuBytes);
        }

        Keypoints.Upload<float>(MemoryMarshal.Cast<Vector2, float>(source.AllKeypoints));
    }

    /// <summary>Frees the memory.</summary>
    public void Dispose()
    {
        Boxes.Dispose();
        Keypoints.Dispose();
    }
}
