using System;
using System.Linq;
using Fovea.Benchmarks.Networks;
using Fovea.Gpu;
using Fovea.Hosting;
using Fovea.Models;

namespace Fovea.Benchmarks;

/// <summary>Measurements that take longer than a test may. A new one is a file beside this one and a line here.</summary>
internal static class Program
{
    private static readonly Benchmark[] All =
    {
        Accuracy.Benchmark,
        DecoderBenchmark.Benchmark,
        DispatchBenchmark.Benchmark,
        KernelBenchmark.Benchmark,
        LoadingBenchmark.Benchmark,
        Mutations.Benchmark,
        NetworkBenchmark.Benchmark,
        OverlayPictures.Benchmark,
        PreprocessingBenchmark.Benchmark,
        ReadbackBenchmark.Benchmark,
        SceneLabelBenchmark.Benchmark,
        SceneRenderBenchmark.Benchmark,
        SubmissionBenchmark.Benchmark,
        SuppressionBenchmark.Benchmark,
        VisionPassBenchmark.Benchmark,
    };

    private static int Main(string[] args)
    {
        try
        {
            Benchmark? benchmark = All.FirstOrDefault(b => args.Length > 0 && b.Name == args[0]);
            if (benchmark?.Run(args.Skip(1).ToArray()) is { } status)
                return status;
        }
        catch (Exception e) when (e is GpuException or HostUnavailableException or ModelException or System.IO.IOException)
        {
            Console.Error.WriteLine(e.Message);
            return 2;
        }

        Console.Error.WriteLine("usage: dotnet run --project tests/Fovea.Benchmarks -- NAME ARGUMENTS");
        foreach (Benchmark known in All)
        {
            Console.Error.WriteLine($"\n  {known.Name} {known.Arguments}");
            foreach (string line in known.Description.Split('\n'))
                Console.Error.WriteLine($"      {line}");
        }

        return 2;
    }
}
