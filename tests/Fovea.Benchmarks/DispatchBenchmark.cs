using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using Fovea.Gpu;
using Silk.NET.OpenGL;

namespace Fovea.Benchmarks;

/// <summary>
/// What a dispatch costs that has nothing to do: by itself, with the binds of a plan's step, and with a barrier after it, which the next one
/// waits for. No network is faster than its dispatches and barriers.
/// </summary>
internal static class DispatchBenchmark
{
    private const int Dispatches = 500, Rounds = 15;

    private const string Source = @"
layout(local_size_x = 64) in;
layout(std140, binding = 0) uniform Parameters { uint count; };
layout(std430, binding = 0) buffer Numbers { uint numbers[]; };
void main()
{
    if (gl_GlobalInvocationID.x < count)
        numbers[gl_GlobalInvocationID.x] += 1u;
}
";

    public static Benchmark Benchmark { get; } = new(
        "dispatches", "", "times dispatches that do next to nothing, with and without a barrier between them", args => args.Count == 0 ? Gl.On(Run) : null);

    private static void Run(GpuContext context)
    {
        GL gl = context.GL;
        context.Shaders.AddSource("benchmarks/increment.comp", Source);
        GpuProgram program = context.Programs.Compute("benchmarks/increment.comp");
        int stride = Math.Max(256, context.Limits.UniformAlignment);
        using var numbers = new GpuBuffer(context, 1 << 20, "numbers");
        using var parameters = new GpuBuffer(context, 64L * stride, "parameters");
        parameters.Upload<int>(Enumerable.Range(0, 16 * stride).Select(_ => 1 << 18).ToArray());
        Console.WriteLine($"{Dispatches} dispatches each; microseconds for one: until the GPU is done, on the GPU's clock, on the processor to submit");
        foreach (uint groups in context.Info.IsSoftware ? new uint[] { 1, 8 } : new uint[] { 1, 132, 1024, 4096 })
        {
            Measure(context, $"{groups} groups of 64", Bind, () => gl.DispatchCompute(groups, 1, 1));
            Measure(context, $"{groups} groups of 64, a barrier after each", Bind, () =>
            {
                gl.DispatchCompute(groups, 1, 1);
                gl.MemoryBarrier(MemoryBarrierMask.ShaderStorageBarrierBit);
            });
        }

        uint place = 0;
        Measure(context, "1 group of 64, binds and a barrier", Bind, () =>
        {
            place = (place + 1) % 64;
            gl.BindBufferRange(BufferTargetARB.ShaderStorageBuffer, 0, numbers.Handle, (nint)(place * 4096), 4096);
            gl.BindBufferRange(BufferTargetARB.UniformBuffer, 0, parameters.Handle, (nint)(place * (uint)stride), 16);
            gl.DispatchCompute(1, 1, 1);
            gl.MemoryBarrier(MemoryBarrierMask.ShaderStorageBarrierBit);
        });
        Measure(context, "nothing but a barrier", Bind, () => gl.MemoryBarrier(MemoryBarrierMask.ShaderStorageBarrierBit));

        void Bind()
        {
            program.Use();
            numbers.Whole.BindStorage(0);
            parameters.Slice(0, 16).BindUniform(0);
        }
    }

    private static void Measure(GpuContext context, string what, Action before, Action dispatch)
    {
        GL gl = context.GL;
        var (whole, onGpu, submission) = (new List<double>(), new List<double>(), new List<double>());
        using (context.Enter())
        {
            using var first = new GpuQuery(context, "before");
            using var last = new GpuQuery(context, "after");
            for (int round = -2; round < Rounds; round++)
            {
                before();
                gl.Finish();
                long start = Stopwatch.GetTimestamp();
                if (context.Info.HasTimers)
                    gl.QueryCounter(first.Handle, QueryCounterTarget.Timestamp);
                for (int i = 0; i < Dispatches; i++)
                    dispatch();
                if (context.Info.HasTimers)
                    gl.QueryCounter(last.Handle, QueryCounterTarget.Timestamp);
                double submitted = Stopwatch.GetElapsedTime(start).TotalMicroseconds;
                gl.Finish();
                double done = Stopwatch.GetElapsedTime(start).TotalMicroseconds;
                if (round < 0)
                    continue;
                whole.Add(done / Dispatches);
                submission.Add(submitted / Dispatches);
                if (!context.Info.HasTimers)
                    continue;
                gl.GetQueryObject(first.Handle, QueryObjectParameterName.Result, out ulong begun);
                gl.GetQueryObject(last.Handle, QueryObjectParameterName.Result, out ulong ended);
                onGpu.Add((ended - (double)begun) * 1e-3 / Dispatches);
            }
        }

        string Median(List<double> times) => times.Count == 0 ? "     -" : FormattableString.Invariant($"{Timings.Of(times).Median,6:F2}");
        Console.WriteLine($"  {what,-42} {Median(whole)} {Median(onGpu)} {Median(submission)}");
    }
}
