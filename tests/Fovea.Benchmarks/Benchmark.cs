using System;
using System.Collections.Generic;

namespace Fovea.Benchmarks;

/// <summary>One measurement, by its name on the command line.</summary>
/// <param name="Name">The first argument.</param>
/// <param name="Arguments">What follows it, for the usage.</param>
/// <param name="Description">What it does, for the usage; lines are broken at their ends.</param>
/// <param name="Run">Runs it with the arguments after its name: the exit status, or null where they are wrong.</param>
internal sealed record Benchmark(string Name, string Arguments, string Description, Func<IReadOnlyList<string>, int?> Run);
