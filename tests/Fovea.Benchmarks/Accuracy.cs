using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using Fovea.Gpu;
using Fovea.Hosting;
using Fovea.Tests.Operators.Elementwise.Accuracy;

namespace Fovea.Benchmarks;

/// <summary>Measures the accuracy of every row of the element-wise table, on OpenGL, OpenGL ES and the host, and writes it as a table.</summary>
internal static class Accuracy
{
    private const string Start = "<!-- measured -->", End = "<!-- end -->";

    public static Benchmark Benchmark { get; } = new(
        "accuracy", "NUMBERS [FILE.md]",
        "measures every element-wise row with so many numbers of each exponent and sign, on OpenGL, OpenGL ES and the host;\n" +
        "replaces the table in the file, as docs/accuracy.md",
        args => args.Count is 1 or 2 && int.TryParse(args[0], out int density) && density > 0 ? Run(density, args.Count > 1 ? args[1] : null) : null);

    /// <summary>Prints a line for each row; the exit status is 1 where one is further off than it states.</summary>
    /// <param name="density">How many numbers of each exponent and sign are tried.</param>
    /// <param name="document">A Markdown file whose table is to be replaced, or null.</param>
    private static int Run(int density, string? document)
    {
        var devices = new List<(HeadlessHost Host, GpuContext Context)>();
        foreach (GlApi api in new[] { GlApi.OpenGL, GlApi.OpenGLES })
        {
            HeadlessHost host = HeadlessHost.Create(new HeadlessOptions { Api = api });
            devices.Add((host, GpuContext.Attach(host.GL)));
        }

        var lines = new List<string>
        {
            $"Measured on {devices[0].Context.Info.Renderer} with {density} numbers of each exponent and sign.",
            "",
            "| operator | bound | OpenGL | OpenGL ES | host | worst on OpenGL |",
            "|---|---|---|---|---|---|",
        };
        lines.ForEach(Console.WriteLine);
        int bad = 0;
        foreach (AccuracyCase measured in AccuracyCases.All)
        {
            var meter = new AccuracyMeter(measured, density);
            var results = new List<AccuracyResult>();
            foreach ((HeadlessHost host, GpuContext context) in devices)
            {
                host.MakeCurrent();
                results.Add(meter.OnGpu(context));
            }

            results.Add(meter.OnHost());
            bad += results.Any(r => !(r.Ulps <= measured.Accuracy.MaxUlps)) ? 1 : 0;
            string line = $"| {measured.Title} | {measured.Accuracy} | {string.Join(" | ", results.Select(r => Text(r.Ulps)))} | {results[0].Where} |";
            lines.Add(line);
            Console.WriteLine(line);
        }

        Console.WriteLine(bad == 0 ? "All rows keep what they state." : $"{bad} rows are further off than they state.");
        if (document is not null)
            Replace(document, lines);
        foreach ((HeadlessHost host, GpuContext context) in devices)
        {
            host.MakeCurrent();
            context.Dispose();
            host.Dispose();
        }

        return bad == 0 ? 0 : 1;
    }

    private static string Text(double ulps) => ulps.ToString(ulps < 100 ? "0.00" : "0", CultureInfo.InvariantCulture);

    private static void Replace(string path, IEnumerable<string> lines)
    {
        string text = File.ReadAllText(path);
        int start = text.IndexOf(Start, StringComparison.Ordinal), end = text.IndexOf(End, StringComparison.Ordinal);
        if (start < 0 || end < start)
            throw new IOException($"{path} has no lines {Start} and {End}, between which the table goes.");
        string temporary = path + ".new";
        File.WriteAllText(temporary, $"{text[..start]}{Start}\n{string.Join("\n", lines)}\n{text[end..]}");
        File.Move(temporary, path, overwrite: true);
    }
}
