namespace Fovea.Runtime.Profiling;

/// <summary>When one dispatch of one run was under way.</summary>
/// <param name="GpuStart">On the GPU, in milliseconds after the run's first dispatch began there.</param>
/// <param name="GpuEnd">Likewise.</param>
/// <param name="CpuStart">When the processor began to issue it, in milliseconds after it began with the run.</param>
/// <param name="CpuEnd">Likewise.</param>
public readonly record struct StepSpan(double GpuStart, double GpuEnd, double CpuStart, double CpuEnd);
