using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Fovea.Player.Output;
using Fovea.Runtime.Profiling;
using Spectre.Console;

namespace Fovea.Player.Explanation;

/// <summary>Statistics of activations in words and rows.</summary>
internal static class ActivationText
{
    /// <summary>The columns; those that begin with <c>&gt;</c> are numbers.</summary>
    public static readonly string[] Columns = { ">#", "layer", "operator", "output", ">depth", ">mean", ">deviation", ">least", ">most", ">zeros", ">NaN", ">infinite" };

    /// <summary>A row of the table.</summary>
    public static string[] Row(LayerActivations layer, int number) =>
    [
        Numbers.Whole(number), Texts.End(layer.Name, 48), layer.Operator, layer.Shape.ToString(), Numbers.Whole(layer.Depth),
        Numbers.Short(layer.Mean), Numbers.Short(layer.Deviation), Numbers.Short(layer.Least), Numbers.Short(layer.Most), Numbers.Share(layer.ZeroShare),
        layer.NaNs == 0 ? "" : Numbers.Whole(layer.NaNs), layer.Infinities == 0 ? "" : Numbers.Whole(layer.Infinities),
    ];

    /// <summary>What becomes of activations with depth, a sentence each.</summary>
    public static IEnumerable<string> Verdict(ActivationStatistics statistics)
    {
        string growth = statistics.Growth is { } factor ? $"from the first layer with weights to the last, their deviation changes by a factor of {Numbers.Short(factor)}" : "";
        yield return statistics.Trend switch
        {
            ActivationTrend.NotFinite =>
                $"Activations are not finite from '{statistics.FirstNotFinite!.Name}' ({statistics.FirstNotFinite.Operator}) on: {statistics.FirstNotFinite.NaNs} NaN, {statistics.FirstNotFinite.Infinities} infinite.",
            ActivationTrend.Vanishing => $"Activations vanish: {growth}.",
            ActivationTrend.Exploding => $"Activations explode: {growth}.",
            _ => statistics.Growth is null ? "There are too few layers with weights to tell a trend." : $"Activations stay steady: {growth}.",
        };
        string[] constant = statistics.Constant.Select(l => $"'{l.Name}'").ToArray();
        if (constant.Length > 0)
            yield return $"{(constant.Length == 1 ? "A layer gives" : $"{constant.Length} layers give")} the same number everywhere: {string.Join(", ", constant.Take(5))}{(constant.Length > 5 ? ", ..." : "")}.";
        LayerActivations? most = statistics.Layers.MaxBy(l => l.ZeroShare);
        if (most is { ZeroShare: > 0 })
            yield return $"Most zeros: '{most.Name}' ({most.Operator}), {Numbers.Share(most.ZeroShare)}.";
    }

    /// <summary>Writes the table and the verdict.</summary>
    public static void Write(Terminal terminal, ActivationStatistics statistics)
    {
        Table table = Terminal.NewTable(Columns);
        for (int i = 0; i < statistics.Layers.Count; i++)
            table.AddRow(Row(statistics.Layers[i], i + 1).Select(c => new Text(c)));
        terminal.Write(table);
        foreach (string sentence in Verdict(statistics))
            terminal.WriteLine(sentence);
    }
}
