using System;
using System.Collections.Generic;
using System.Linq;
using Fovea.Gpu;

namespace Fovea.Vision.Decoders;

/// <summary>Turns a detection network's raw outputs into boxes with scores: on the GPU, and in plain C# with the same results.</summary>
/// <remarks>
/// Where a number that a candidate is made of is NaN or infinite, the place holds no box but a score of NaN, in both forms:
/// <see cref="Suppression"/> counts such places.
/// </remarks>
public abstract class Decoder
{
    private readonly int[] _sizes;

    /// <summary>A decoder.</summary>
    /// <param name="setup">The network.</param>
    /// <param name="outputs">Those of its outputs that are read, in the order in which the decoder wants them.</param>
    /// <param name="candidateCount">The most boxes it can propose.</param>
    /// <param name="keypointCount">Keypoints of each box.</param>
    protected Decoder(DecoderSetup setup, IReadOnlyList<string> outputs, int candidateCount, int keypointCount = 0)
    {
        _sizes = outputs.Select(name => setup.Outputs[name].Count).ToArray();
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

    /// <summary>Whether the network has suppressed overlapping boxes itself, so that none of what it proposes shall go.</summary>
    public virtual bool HasSuppressed => false;

    /// <summary>How its candidates are to be suppressed when the user asks for something: not again where the network has done so.</summary>
    /// <param name="asked">What the user asks for.</param>
    public SuppressionOptions SuppressionFor(SuppressionOptions asked) => HasSuppressed ? asked with { Method = SuppressionMethod.None } : asked;

    /// <summary>What the GPU form runs, one after the other. No place of the candidates is written by two of them, unless in other words of it.</summary>
    protected internal abstract IReadOnlyList<DecoderKernel> Kernels { get; }

    /// <summary>Decodes on the CPU. Every place of <paramref name="candidates"/> is written. Allocates nothing.</summary>
    /// <param name="outputs">The row-major outputs named by <see cref="Outputs"/>, in that order.</param>
    /// <param name="scoreThreshold">Places whose score is lower stay empty.</param>
    /// <param name="candidates">Takes the proposals; made for this decoder's counts.</param>
    /// <exception cref="ArgumentException">An output or the list has another size than this decoder's.</exception>
    public void Decode(IReadOnlyList<ReadOnlyMemory<float>> outputs, float scoreThreshold, CandidateList candidates)
    {
        AssertFits(candidates.Count, candidates.KeypointCount);
        AssertOutputs(outputs.Count);
        for (int i = 0; i < _sizes.Length; i++)
        {
            if (outputs[i].Length != _sizes[i])
                throw new ArgumentException($"Output {Outputs[i]} has {_sizes[i]} values, not {outputs[i].Length}.", nameof(outputs));
        }

        Propose(outputs, scoreThreshold, candidates);
    }

    /// <summary>Builds what decoding on the GPU needs. Do this outside the frame loop.</summary>
    /// <param name="context">A context with compute shaders.</param>
    /// <returns>The GPU form; dispose it before the context.</returns>
    public virtual DecoderPass CreatePass(GpuContext context) => new KernelPass(this, context);

    /// <summary>Decodes on the CPU, once all sizes are known to be right.</summary>
    /// <param name="outputs">The outputs.</param>
    /// <param name="scoreThreshold">Places whose score is lower stay empty.</param>
    /// <param name="candidates">Takes the proposals.</param>
    protected abstract void Propose(IReadOnlyList<ReadOnlyMemory<float>> outputs, float scoreThreshold, CandidateList candidates);

    /// <summary>Empties a place whose score is not enough, or marks it when the score is no number.</summary>
    /// <param name="place">The place.</param>
    /// <param name="score">Its score.</param>
    /// <param name="threshold">The least score that counts.</param>
    /// <returns>Whether the place was written, so that the decoder is done with it.</returns>
    protected static bool Skips(ref Candidate place, float score, float threshold)
    {
        if (score >= threshold && !float.IsInfinity(score))
            return false;
        place = score < threshold && !float.IsInfinity(score) ? default : NotANumber;
        return true;
    }

    /// <summary>What a place holds when the network's numbers are none.</summary>
    protected static Candidate NotANumber => new(default, float.NaN, 0);

    /// <summary>Whether all of these are numbers: neither NaN nor infinite.</summary>
    protected static bool AreFinite(ReadOnlySpan<float> values)
    {
        float sum = 0;
        foreach (float value in values)
            sum += value - value;
        return sum == 0;
    }

    /// <summary>Whether the four numbers that a box is made of are numbers.</summary>
    protected static bool AreFinite(float a, float b, float c, float d) => (a - a) + (b - b) + (c - c) + (d - d) == 0;

    /// <summary>The logistic function, 1 / (1 + exp(-x)).</summary>
    /// <param name="x">A logit; NaN and infinities give NaN.</param>
    protected internal static float Sigmoid(float x) =>
        float.IsInfinity(x) ? float.NaN : 1 / (1 + MathF.Exp(-Math.Clamp(x, -LargestLogit, LargestLogit)));

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

    // sigmoid is 0 or 1 to the last bit well before, and exp(80) is still a float everywhere.
    internal const float LargestLogit = 80;

    internal void AssertOutputs(int count)
    {
        if (count != _sizes.Length)
            throw new ArgumentException($"{GetType().Name} reads {_sizes.Length} outputs, not {count}.");
    }

    internal int SizeOf(int output) => _sizes[output];
}
