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
    /// <param name="terminal">Where to.</param>
    /// <param name="stage">What played.</param>
    /// <param name="scene">What was played.</param>
    /// <param name="elapsed">How long it took.</param>
    /// <param name="drawn">How often the window was drawn, where there is one: more often than the source gives frames.</param>
    public void Print(Terminal terminal, Stage stage, WatchedScene scene, TimeSpan elapsed, long? drawn = null)
    {
        long frames = stage.Pipeline.Frames;
        Table table = Terminal.NewTable("", ">", "").HideHeaders();
        void Row(string name, string value, string note = "") => table.AddRow(new Text(name), new Text(value), new Text(note));

        Row("frames", Numbers.Whole(frames), stage.Source.Dropped > 0 ? $"{Numbers.Whole(stage.Source.Dropped)} more were dropped" : "");
        if (frames > 0)
            Row("frames a second", PerSecond(drawn ?? frames, elapsed), drawn is null ? "" : $"drawn; {PerSecond(frames, elapsed)} came from the source");
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

    private static string PerSecond(long count, TimeSpan elapsed) => (count / elapsed.TotalSeconds).ToString("0.0", CultureInfo.InvariantCulture);
}
