using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Fovea.Player.Output;
using Fovea.Vision;
using Spectre.Console;

namespace Fovea.Player.Play;

/// <summary>What was played: the table at the end.</summary>
internal sealed class PlaySummary
{
    private readonly SortedDictionary<string, long> _found = new(StringComparer.Ordinal);

    /// <summary>Counts what was found in a frame.</summary>
    public void Add(DetectionResult result)
    {
        for (int i = 0; i < result.Count; i++)
            _found[result[i].Category] = _found.GetValueOrDefault(result[i].Category) + 1;
    }

    /// <summary>Prints the table.</summary>
    public void Print(Terminal terminal, Stage stage, WatchedScene scene, TimeSpan elapsed)
    {
        long frames = stage.Pipeline.Frames;
        Table table = Terminal.NewTable("", ">", "").HideHeaders();
        void Row(string name, string value, string note = "") => table.AddRow(new Text(name), new Text(value), new Text(note));

        Row("frames", Numbers.Whole(frames), stage.Source.Dropped > 0 ? $"{Numbers.Whole(stage.Source.Dropped)} more were dropped" : "");
        if (frames > 0)
            Row("frames a second", (frames / elapsed.TotalSeconds).ToString("0.0", CultureInfo.InvariantCulture));
        foreach ((string name, Spread spread) in stage.Times.Summary())
        {
            string tenths = $"p10 {Numbers.Milliseconds(spread.P10)}, p90 {Numbers.Milliseconds(spread.P90)}";
            Row(name, Numbers.Milliseconds(spread.Median) + " ms", tenths);
        }

        foreach (string category in scene.Camera.Labels.Take(1).Union(_found.Keys))
            Row($"{category}s found", Numbers.Whole(_found.GetValueOrDefault(category)));
        terminal.Write(table);
        terminal.WriteLine($"Network on {stage.Computer}: {stage.Choice.Reason}.");
    }
}
