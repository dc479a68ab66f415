using System;
using System.Collections.Generic;
using Fovea.Gpu;

namespace Fovea.Vision.Decoders;

/// <summary>Turns a detection network's raw outputs into boxes with scores: on the GPU, and in plain C# with the same results.</summary>
public abstract class Decoder
{
    /// <summary>A decoder.</summary>
    /// <param name="outputs">The network's outputs that it reads, in the order in which it wants them.</param>
    /// <param name="candidateCount">The most boxes it can propose.</param>
    /// <param name="keypointCount">Keypoints of each box.</param>
    protected Decoder(IReadOnlyList<string> outputs, int candidateCount, int keypointCount)
    {
        Outputs = outputs;
        CandidateCount = candidateCount;
        KeypointCount = keypointCount;
    }

    /// <summary>The names of the network's outputs that it reads, in the order in which it wants them.</summary>
    public IReadOnlyList<string> Outputs { get; }

    /// <summary>How many places its candidates need.</summary>
    public int CandidateCount { get; }

    /// <summary>Keypoints of each candidate; 0 for none.</summary>
    public int KeypointCount { get; }

    /// <summary>Decodes on the CPU. Every place of <paramref name="candidates"/> is written.</summary>
    /// <param name="outputs">The row-major outputs named by <see cref="Outputs"/>, in that order.</param>
    /// <param name="scoreThreshold">Places whose score is lower stay empty.</param>
    /// <param name="candidates">Takes the proposals; made for this decoder's counts.</param>
    /// <exception cref="ArgumentException">An output or the list has another size than this decoder's.</exception>
    public abstract void Decode(IReadOnlyList<ReadOnlyMemory<float>> outputs, float scoreThreshold, CandidateList candidates);

    /// <summary>Builds what decoding on the GPU needs. Do this outside the frame loop.</summary>
    /// <param name="context">A context with compute shaders.</param>
    /// <returns>The GPU form; dispose it before the context.</returns>
    public abstract DecoderPass CreatePass(GpuContext context);

    /// <summary>Checks that a candidate list is of this decoder's size.</summary>
    /// <param name="count">Its places.</param>
    /// <param name="keypointCount">Its keypoints.</param>
    /// <exception cref="ArgumentException">It is not.</exception>
    protected internal void AssertFits(int count, int keypointCount)
    {
        if (count != CandidateCount || keypointCount != KeypointCount)
        {
            throw new ArgumentException(
                $"{GetType().Name} proposes {CandidateCount} candidates of {KeypointCount} keypoints; the destination is made for {count} of " +
                $"{keypointCount}.");
        }
    }
}
