using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Fovea.Player.Networks;
using Spectre.Console;

namespace Fovea.Player.Output;

/// <summary>Writes what became faster or slower since an earlier benchmark, for people.</summary>
internal static class ComparisonText
{
    // The layers that changed most; the rest is in the profile.
    private const int MostLayers = 20;

    public static void Write(Terminal terminal, BenchReport before, BenchReport now)
    {
        if (Path.GetFileName(before.Model) != Path.GetFileName(now.Model))
            terminal.WriteLine($"The earlier run is of another network: {Path.GetFileName(before.Model)}.");
        if (!before.Inputs.SequenceEqual(now.Inputs))
            terminal.WriteLine($"The earlier run had other inputs: {string.Join(", ", before.Inputs)}.");

        Table table = Terminal.NewTable("backend", ">before ms", ">now ms", ">change", "");
        foreach (BenchSide side in now.Backends)
        {
            if (before.Backends.FirstOrDefault(b => b.Backend == side.Backend) is not { } earlier)
                continue;
            if (earlier.Device != side.Device)
                terminal.WriteLine($"The earlier run of {side.Backend} was on another device: {earlier.Device}.");
            string[] cells =
            [
                side.Backend, Numbers.Milliseconds(earlier.MedianMs), Numbers.Milliseconds(side.MedianMs), Numbers.Change(earlier.MedianMs, side.MedianMs),
                Verdict(earlier.P10Ms, earlier.P90Ms, side.P10Ms, side.P90Ms),
            ];
            table.AddRow(cells.Select(c => new Text(c)));
        }

        terminal.Write(table);
        if (before.Profile is not null && now.Profile is not null)
            WriteLayers(terminal, before.Profile, now.Profile);
    }

    private static void WriteLayers(Terminal terminal, NetworkProfile before, NetworkProfile now)
    {
        // A node may have several dispatches: they are told apart by their order.
        Dictionary<string, LayerTime> earlier = Keyed(before).ToDictionary(l => l.Key, l => l.Layer);
        var changed = Keyed(now).Where(l => earlier.ContainsKey(l.Key)).Select(l => (Before: earlier[l.Key], Now: l.Layer))
            .Where(l => Verdict(l.Before.P10Ms, l.Before.P90Ms, l.Now.P10Ms, l.Now.P90Ms) != Within)
            .OrderByDescending(l => Math.Abs(l.Now.Ms - l.Before.Ms)).ToArray();
        int gone = earlier.Count - Keyed(now).Count(l => earlier.ContainsKey(l.Key)), added = now.Layers.Count - (earlier.Count - gone);
        terminal.WriteLine(
            $"{changed.Length} of {now.Layers.Count} dispatches changed by more than their spread" +
            (gone + added > 0 ? $"; {gone} are gone and {added} are new." : "."));
        if (changed.Length == 0)
            return;
        Table table = Terminal.NewTable("node", "kernel", ">before ms", ">now ms", ">change");
        foreach ((LayerTime was, LayerTime layer) in changed.Take(MostLayers))
        {
            string kernel = was.Kernel == layer.Kernel ? ProfileText.Kernel(layer.Kernel) : $"{ProfileText.Kernel(was.Kernel)} -> {ProfileText.Kernel(layer.Kernel)}";
            string[] cells =
            [
                Texts.End(layer.Node, 52), kernel,
                Numbers.Milliseconds(was.Ms), Numbers.Milliseconds(layer.Ms), Numbers.Change(was.Ms, layer.Ms),
            ];
            table.AddRow(cells.Select(c => new Text(c)));
        }

        terminal.Write(table);
    }

    private const string Within = "within the spread";

    private static IEnumerable<(string Key, LayerTime Layer)> Keyed(NetworkProfile profile)
    {
        var counts = new Dictionary<string, int>();
        foreach (LayerTime layer in profile.Layers)
        {
            int number = counts.GetValueOrDefault(layer.Node);
            counts[layer.Node] = number + 1;
            yield return ($"{layer.Node}\n{number}", layer);
        }
    }

    // Runs differ; only where nine tenths of one are on one side of nine tenths of the other is a change more than that.
    private static string Verdict(double p10Before, double p90Before, double p10Now, double p90Now) =>
        p90Now < p10Before ? "faster" : p10Now > p90Before ? "slower" : Within;
}
