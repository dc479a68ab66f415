using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using Fovea.Player.Evaluation;
using Spectre.Console;

namespace Fovea.Player.Output;

/// <summary>Writes how right a network is, for people.</summary>
internal static class EvaluationText
{
    // The first of them show what kind they are; all are in the JSON.
    private const int MostDifferences = 20;

    public static void Write(Terminal terminal, EvaluationReport report, bool classes)
    {
        terminal.WriteLine($"{Path.GetFileName(report.Model)} ({report.Task}) on {Numbers.Whole(report.Pictures)} pictures of {report.Data}:");
        foreach (string note in report.Notes)
            terminal.WriteLine(note);
        string[] heading = report.Backends.Select(b => ">" + b.Backend).ToArray();
        Table table = Terminal.NewTable(["measure", .. heading]);
        foreach (string metric in report.Backends[0].Metrics.Keys)
            table.AddRow(Row(metric, report.Backends.Select(b => b.Metrics[metric])));
        terminal.Write(table);
        if (classes)
        {
            Table each = Terminal.NewTable(["class", .. heading]);
            foreach (string name in report.Backends[0].Classes.Keys)
                each.AddRow(Row(name, report.Backends.Select(b => b.Classes.GetValueOrDefault(name))));
            terminal.Write(each);
        }

        foreach (EvaluationSide side in report.Backends)
        {
            string bad = side.NotFinite == 0 ? "" : $" On {Numbers.Whole(side.NotFinite)} pictures it gave numbers that are none (NaN or infinite).";
            terminal.WriteLine($"{side.Device}: {Numbers.Milliseconds(side.MedianMs)} ms a picture (median).{bad}");
        }

        if (report.Differences is { } differences)
            Write(terminal, report, differences);
    }

    private static void Write(Terminal terminal, EvaluationReport report, IReadOnlyList<PictureDifference> differences)
    {
        if (differences.Count == 0)
        {
            terminal.WriteLine($"Both backends see the same on every picture.");
            return;
        }

        terminal.WriteLine($"On {Numbers.Whole(report.Pictures - differences.Count)} of {Numbers.Whole(report.Pictures)} pictures both backends see the same. They differ on");
        Table table = Terminal.NewTable("picture", $"{report.Backends[0].Backend} and {report.Backends[1].Backend}");
        foreach (PictureDifference difference in differences.Take(MostDifferences))
            table.AddRow(new Text(difference.Picture), new Text(difference.What));
        terminal.Write(table);
        if (differences.Count > MostDifferences)
            terminal.WriteLine($"and {Numbers.Whole(differences.Count - MostDifferences)} more; --json lists all.");
    }

    private static Text[] Row(string name, IEnumerable<double?> values) =>
        values.Select(v => new Text(v?.ToString("0.0000", CultureInfo.InvariantCulture) ?? "-")).Prepend(new Text(name)).ToArray();
}
