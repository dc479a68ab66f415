namespace Fovea.Runtime.Profiling;

/// <summary>What one dispatch of a plan cost, over several runs.</summary>
/// <param name="Node">The node that it belongs to, as messages call it.</param>
/// <param name="Operator">That node's operator.</param>
/// <param name="Kernel">The variant of the kernel where there was a choice, else the shader.</param>
/// <param name="Output">The shape that it writes, for people.</param>
/// <param name="Milliseconds">The median of its times on the GPU.</param>
/// <param name="P10">A tenth of the runs took less, in milliseconds.</param>
/// <param name="P90">Nine tenths took less, in milliseconds.</param>
/// <param name="Flops">Floating-point operations of a run, a multiply-add being two.</param>
/// <param name="Bytes">Bytes that it must read and write if it fetches nothing twice.</param>
public sealed record StepProfile(
    string Node, string Operator, string Kernel, string Output, double Milliseconds, double P10, double P90, long Flops, long Bytes)
{
    /// <summary>Arithmetic achieved, in 1e9 floating-point operations a second.</summary>
    public double Gflops => Rate(Flops);

    /// <summary>Memory traffic achieved, in 1e9 bytes a second. More than the memory can give means that caches served it.</summary>
    public double GigabytesPerSecond => Rate(Bytes);

    private double Rate(long amount) => Milliseconds > 0 ? amount / (Milliseconds * 1e6) : 0;
}
