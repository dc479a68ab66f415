using System;
using Fovea.Operators.Elementwise;

namespace Fovea.Operators.Convolution;

/// <summary>
/// How long a large GPU would take for a kernel, in cycles of one of its multiprocessors, from the geometry alone: good enough to order
/// kernels before any is measured, and the same wherever a plan is made.
/// </summary>
/// <remarks>
/// A multiprocessor starts four instructions a cycle, each for the 32 lanes of a warp, and moves 128 bytes a cycle to its registers: as much
/// as a lane's vec4 takes in the time of sixteen instructions, whether the lanes read one address or many. Long chains of loads that wait for
/// each other, and multiprocessors that have no work, are what makes small maps slow. The constants are those of an NVIDIA H100, fitted to
/// 1,000 kernels of MobileNetV2, ResNet-50 and YOLOX-nano at batch 1 (<c>networks --tune</c>): of the kernels that were measured it takes
/// ones that need 8 % more time in all than the fastest. Smaller GPUs rank kernels alike where there is work enough, and lose little where
/// there is not.
/// </remarks>
internal sealed class DeviceEstimate
{
    private const double Multiprocessors = 128;
    private const int Warp = 32;
    private const double IssuesPerCycle = 4;

    // That could be started while a vec4 for each lane is loaded: 512 bytes at 128 a cycle.
    private const double LoadIssues = 16;

    // From the cache that all share, a multiprocessor and cycle; the cycles that a warp waits for what a turn loads, and how many more for each
    // vec4 of weights, which hardly any other warp has read before.
    private const double SharedCacheBytes = 64;
    private const double Latency = 500;
    private const double WeightLatency = 60;

    // To write a vec4 for the others of a group, and to read theirs.
    private const double ShareCycles = 2;

    // Of one multiprocessor: the nearest cache, less what kernels share; registers; warps; groups.
    private const double CacheBytes = 128 * 1024;
    private const double SharedBytes = 128 * 1024;
    private const int Registers = 65536;
    private const int MostRegisters = 255;
    private const int MostWarps = 64;
    private const int MostGroups = 32;

    // Instructions of an invocation before and after its loop.
    private const double Overhead = 60;

    // How much of what takes less time is not hidden behind what takes most.
    private const double Bare = 0.25;

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
        double groupWarps = Math.Ceiling(kernel.GroupSize / (double)Warp), each = groups / Multiprocessors;
        // Groups of one multiprocessor: not all end when the last one does.
        double busiest = (Math.Ceiling(each) + Math.Max(1, each)) / 2;

        double issue = turn.Arithmetic + LoadIssues * (turn.Sources + turn.Weights);
        double sharing = kernel.Shares > 1 ? ShareCycles * kernel.Pixels * kernel.Blocks : 0;
        double work = busiest * groupWarps * ((turn.Count * issue + Overhead) / IssuesPerCycle + sharing);

        double registers = Math.Min(MostRegisters, 32 + 4 * kernel.Pixels * kernel.Blocks + 4 * kernel.Unroll * (turn.Sources + turn.Weights));
        double resident = Math.Max(1, Math.Floor(Math.Min(Math.Min(MostWarps, Registers / (Warp * registers)) / groupWarps, MostGroups)));
        if (kernel.SharedBytes > 0)
            resident = Math.Max(1, Math.Min(resident, Math.Floor(SharedBytes / kernel.SharedBytes)));
        double chain = turn.Count / kernel.Unroll * Latency + turn.Count * (issue + WeightLatency * turn.Weights) + Overhead;
        double waiting = Math.Max(1, busiest / resident) * chain;

        double traffic = groups * GroupBytes(kernel, Math.Min(busiest, resident)) / Multiprocessors / SharedCacheBytes;
        double longest = Math.Max(work, Math.Max(waiting, traffic));
        return longest + Bare * (work + waiting + traffic - longest);
    }

    // What one turn of a kernel's loop takes: instructions of arithmetic, vec4 of the map, and vec4 of weights.
    private readonly record struct Turn(double Count, double Arithmetic, double Sources, double Weights);

    private Turn TurnOf(ConvolutionKernel kernel)
    {
        int positions = _geometry.KernelSize, across = _geometry.X.Kernel, lanes = _geometry.Lanes;
        int results = kernel.Pixels * kernel.Blocks;
        double part = Math.Ceiling(_span / (double)(kernel.Splits * kernel.Shares));
        switch (kernel.Family)
        {
            case ConvolutionKernel.Rows:
                int width = _geometry.RowOf(kernel.Pixels);
                return new Turn(part * _geometry.Y.Kernel, 4.0 * lanes * results * across + 4 * width, width, lanes * kernel.Blocks * across);
            case ConvolutionKernel.Unrolled:
                return new Turn(part, (16.0 * results + 4 * kernel.Pixels) * positions, kernel.Pixels * positions, 4.0 * kernel.Blocks * positions);
            case ConvolutionKernel.Direct:
                return new Turn(part * positions, 16.0 * results + 4 * kernel.Pixels, kernel.Pixels, 4 * kernel.Blocks);
            default:
                return new Turn(part, 16.0 * results, kernel.Pixels, 4 * kernel.Blocks);
        }
    }

    // What a group reads from the cache that all share. The map stays in the nearest cache from one kernel position to the next where all
    // that lies between them fits beside the other groups' work.
    private double GroupBytes(ConvolutionKernel kernel, double beside)
    {
        double blocks = Math.Min(kernel.Group.Y * kernel.Blocks, _geometry.Blocks), depth = _span / (double)kernel.Splits;
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
