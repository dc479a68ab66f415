using System;
using System.IO;
using System.Text.Json;
using Fovea.Player.Output;

namespace Fovea.Player.Networks;

/// <summary>The report of an earlier <c>fovea bench --json</c>.</summary>
internal static class EarlierRun
{
    /// <summary>Reads it.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="UsageException">It is no such report.</exception>
    public static BenchReport Read(string path)
    {
        BenchReport? report;
        try
        {
            report = JsonSerializer.Deserialize(File.ReadAllText(path), PlayerJson.Default.BenchReport);
        }
        catch (JsonException e)
        {
            string where = e.LineNumber is { } line ? $", line {line + 1}" : "";
            throw new UsageException($"'{path}'{where} is no report of a benchmark. Make one with: fovea bench MODEL --json > {Path.GetFileName(path)}");
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new UsageException($"There is no file '{path}' to compare with. Make one with: fovea bench MODEL --json > {Path.GetFileName(path)}");
        }

        if (report?.Backends is not { Count: > 0 } || report.Model is null)
            throw new UsageException($"'{path}' is JSON, but no report of a benchmark: it lacks \"model\" or \"backends\".");
        return report;
    }
}
