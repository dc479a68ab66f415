using System;
using Fovea.Operators.Elementwise;

namespace Fovea.Operators.Convolution;

/// <summary>
/// How long a large GPU would take for a kernel, in cycles of one of its multiprocessors, from the geometry alone: good enough to order
/// kernels before any is measured, and the same wherever a plan is made.
/// </summary>
/// <remarks>
/// A multiprocessor starts four instructions a cycle, each for the 32 lanes of a warp; its cache gives a line of 128 bytes a cycle; what is
/// not there comes from a cache that all share. Long chains of loads that wait for each other, and multiprocessors that have no work, are
/// what makes small maps slow. Smaller GPUs rank kernels alike where there is work enough, and lose little where there is not.
/// </remarks>
internal sealed class DeviceEstimate
{
    private const double Multiprocessors = 128;
    private const int Warp = 32;
    private const double IssuesPerCycle = 4;
    private const int LineBytes = 128;

    // From the cache that all share, a multiprocessor and cycle, and the cycles until the first byte is there.
    private const double SharedCacheBytes = 64;
    private const double Latency = 500;

    // What a load of a vec4 occupies beside the time that its bytes take: its instruction and those for its address.
    private const double LoadIssues = 6;

    // To write a vec4 for others of the group, and to read theirs.
    private const double ShareCycles = 3;

    // Of one multiprocessor: the nearest cache, less what kernels share; registers; warps; groups.
    private const double CacheBytes = 128 * 1024;
    private const double SharedBytes = 128 * 1024;
    private const int Registers = 65536;
    private const int MostRegisters = 255;
    private const int MostWarps = 64;
    private const int MostGroups = 32;

    // Instructions of an invocation before and after its loop.
    private const double Overhead = 120;

    private readonly ConvolutionGeometry _geometry;
    private readonly int _span;

    /// <summary>Considers a convolution.</summary>
    public DeviceEstimate(ConvolutionGeometry geometry)
    {
        _geometry = geometry;
        _span = new ConvolutionWeights(geometry, Epilogue.None).Span;
    }

    /// <summary>The cycles, more or less.</summary>
    public double Cycles(ConvolutionKernel kernel)
    {
        Turn turn = TurnOf(kernel);
        (int x, int y) = kernel.Invocations;
        double groups = Math.Ceiling(x / (double)kernel.Group.X) * Math.Ceiling(y / (double)kernel.Group.Y) * _geometry.Batch * kernel.Splits;
        double groupWarps = Math.Ceiling(kernel.GroupSize / (double)Warp);
        double busiest = Math.Ceiling(groups / Multiprocessors);

        double issue = turn.Arithmetic + LoadIssues * (turn.Sources + turn.Weights);
        double lines = turn.Sources * SourceLines(kernel) + turn.Weights * WeightLines(kernel);
        double shared = kernel.Shares > 1 ? ShareCycles * kernel.Pixels * kernel.Blocks : 0;
        double warp = turn.Count * Math.Max(issue / IssuesPerCycle, lines) + shared + Overhead / IssuesPerCycle;
        double work = busiest * groupWarps * warp;

        double registers = Math.Min(MostRegisters, 32 + 4 * kernel.Pixels * kernel.Blocks + 4 * kernel.Unroll * (turn.Sources + turn.Weights));
        double resident = Math.Max(1, Math.Floor(Math.Min(Math.Min(MostWarps, Registers / (Warp * registers)) / groupWarps, MostGroups)));
        if (kernel.SharedBytes > 0)
            resident = Math.Max(1, Math.Min(resident, Math.Floor(SharedBytes / kernel.SharedBytes)));
        double chain = turn.Count / kernel.Unroll * Latency + turn.Count * issue + Overhead;
        double waiting = Math.Ceiling(busiest / resident) * chain;

        double traffic = groups * GroupBytes(kernel, Math.Min(busiest, resident)) / Multiprocessors / SharedCacheBytes;
        double longest = Math.Max(work, Math.Max(waiting, traffic));
        // Nothing overlaps whole.
        return longest + 0.1 * (work + waiting + traffic - longest);
    }

    // What one turn of a kernel's loop takes: instructions of arithmetic, vec4 of the map, and vec4 of weights.
    private readonly record struct Turn(double Count, double Arithmetic, double Sources, double Weights);

    private Turn TurnOf(ConvolutionKernel kernel)
    {
        int positions = _geometry.KernelSize, across = _geometry.X.Kernel, lanes = _geometry.Groups == 1 ? Math.Min(4, _geometry.InChannels) : 4;
        int results = kernel.Pixels * kernel.Blocks;
        double part = Math.Ceiling(_span / (double)(kernel.Splits * kernel.Shares));
        switch (kernel.Family)
        {
            case ConvolutionKernel.Rows:
                int width = (kernel.Pixels - 1) * _geometry.X.Stride + (across - 1) * _geometry.X.Dilation + 1;
                return new Turn(part * _geometry.Y.Kernel, 4.0 * lanes * results * across + 4 * width, width, lanes * kernel.Blocks * across);
            case ConvolutionKernel.Unrolled:
                return new Turn(part, (16.0 * results + 4 * kernel.Pixels) * positions, kernel.Pixels * positions, 4.0 * kernel.Blocks * positions);
            case ConvolutionKernel.Direct:
                return new Turn(part * positions, 16.0 * results + 4 * kernel.Pixels, kernel.Pixels, 4 * kernel.Blocks);
            default:
                return new Turn(part, 16.0 * results, kernel.Pixels, 4 * kernel.Blocks);
        }
    }

    // Lines that a warp touches as it reads a vec4 of the map: its lanes are neighbours along the pixels.
    private double SourceLines(ConvolutionKernel kernel)
    {
        int lanes = Math.Min(Warp, kernel.Group.X), distance = 16 * _geometry.X.Stride * (kernel.Family == ConvolutionKernel.Rows ? kernel.Pixels : 1);
        return Math.Min(lanes, Math.Ceiling(lanes * distance / (double)LineBytes)) * SharesOfWarp(kernel);
    }

    // One for each block and share that a warp works at.
    private static double WeightLines(ConvolutionKernel kernel) => Math.Min(kernel.Group.Y, Math.Max(1, Warp / kernel.Group.X)) * SharesOfWarp(kernel);

    private static double SharesOfWarp(ConvolutionKernel kernel) => Math.Min(kernel.Shares, Math.Max(1, Warp / (kernel.Group.X * kernel.Group.Y)));

    // What a group reads from the cache that all share. The map stays in the nearest cache from one kernel position to the next where all
    // that lies between them fits beside the other groups' work.
    private double GroupBytes(ConvolutionKernel kernel, double beside)
    {
        double blocks = Math.Min(kernel.Group.Y * kernel.Blocks, (_geometry.OutChannels + 3) / 4), depth = _span / (double)kernel.Splits;
        double weights = 64 * blocks * _geometry.KernelSize * depth;
        double pixels = Math.Min(kernel.Group.X * kernel.Pixels, _geometry.X.Output * _geometry.Y.Output), rows = pixels / _geometry.X.Output;
        double height = Math.Min(_geometry.Y.Input, rows * _geometry.Y.Stride + (_geometry.Y.Kernel - 1) * _geometry.Y.Dilation);
        double map = 16 * depth * height * _geometry.X.Input;
        double again = map * beside <= CacheBytes ? 1
            : kernel.Family == ConvolutionKernel.Direct ? _geometry.KernelSize
            : kernel.Family == ConvolutionKernel.Rows ? _geometry.Y.Kernel : 1;
        double touched = Math.Min(map * again, 16 * depth * pixels * _geometry.KernelSize);
        return weights + touched;
    }
}
