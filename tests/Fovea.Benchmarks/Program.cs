using System;
using System.Linq;

namespace Fovea.Benchmarks;

/// <summary>Measurements that take longer than a test may.</summary>
internal static class Program
{
    private static int Main(string[] args)
    {
        if (args is ["mutations", var count, _, ..] && int.TryParse(count, out int cases) && cases > 0)
            return Mutations.Run(cases, args.Skip(2).ToArray());
        Console.Error.WriteLine("usage: Fovea.Benchmarks mutations CASES MODEL.onnx...   damages models in CASES ways and loads and plans each");
        return 2;
    }
}
