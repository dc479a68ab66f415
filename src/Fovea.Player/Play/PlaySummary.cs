using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Fovea.Player.Output;
using Fovea.Player.Watching;
using Spectre.Console;

namespace Fovea.Player.Play;

/// <summary>What was played: the table at the end.</summary>
internal sealed class PlaySummary
{
    private const int MostListed = 10;

    private readonly Dictionary<string, long> _found = new();
    private readonly HashSet<IWatcher> _broken = new();

    /// <summary>Counts what was found in a frame. A network that gives no numbers is told of once.</summary>
    public void Add(IWatcher watcher, Terminal terminal)
    {
        if (watcher.NonFinite > 0 && _broken.Add(watcher))
        {
            string name = watcher.Name.Length > 0 ? $"The network '{watcher.Name}'" : "The network";
            terminal.Note(
                $"{name} gave {Numbers.Whole(watcher.NonFinite)} numbers that are NaN or infinite in frame {watcher.LatestFrame}: nothing is made of them. " +
                "'fovea explain --activations' shows in which layer they come up.");
        }

        foreach ((string category, int count) in watcher.Found())
            _found[category] = _found.GetValueOrDefault(category) + count;
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

        Row("frames", Numbers.Whole(frames), stage.Feed.Dropped > 0 ? $"{Numbers.Whole(stage.Feed.Dropped)} more were dropped" : "");
        if (frames > 0)
            Row("frames a second", PerSecond(drawn ?? frames, elapsed), drawn is null ? "" : $"drawn; {PerSecond(frames, elapsed)} came from the source");
        foreach ((string name, Spread spread) in stage.Times.Summary())
        {
            string tenths = $"p10 {Numbers.Milliseconds(spread.P10)}, p90 {Numbers.Milliseconds(spread.P90)}";
            Row(name, Numbers.Milliseconds(spread.Median) + " ms", tenths);
        }

        foreach (string category in Listed(scene))
            Row($"{category} found", Numbers.Whole(_found.GetValueOrDefault(category)));
        if (_found.Count > MostListed)
            Row($"{_found.Count - MostListed} more", "", "all of them are in the results");
        terminal.Write(table);
        if (scene.Networks.Count > 0)
            terminal.WriteLine($"{(scene.Networks.Count > 1 ? "Networks" : "Network")} on {stage.Computer}: {stage.Choice.Reason}.");
        if (stage.Tuning is { } tuning)
            terminal.WriteLine(tuning.Report());
    }

    // The most frequent; and what a network of a single class looks for, even where there is none.
    private IEnumerable<string> Listed(WatchedScene scene)
    {
        IEnumerable<string> sought = scene.Networks.Where(n => n.Card.Labels.Count == 1).Select(n => n.Card.Labels[0]);
        return sought.Union(_found.OrderByDescending(f => f.Value).ThenBy(f => f.Key, StringComparer.Ordinal).Select(f => f.Key)).Take(MostListed);
    }

    private static string PerSecond(long count, TimeSpan elapsed) => (count / elapsed.TotalSeconds).ToString("0.0", CultureInfo.InvariantCulture);
}
