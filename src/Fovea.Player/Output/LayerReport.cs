using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Fovea.Models;
using Fovea.Runtime;
using Spectre.Console;

namespace Fovea.Player.Output;

/// <summary>Tells how far layers differ: a table, and sentences about the first that differs and the most different.</summary>
/// <param name="Terminal">Where it is written.</param>
/// <param name="Tolerance">The share of a layer's range that passes.</param>
/// <param name="Brief">Whether the table holds only layers above the tolerance.</param>
internal sealed record LayerReport(Terminal Terminal, double Tolerance, bool Brief)
{
    private string Limit => Tolerance.ToString(CultureInfo.InvariantCulture);

    /// <summary>Reports one form.</summary>
    /// <returns>Whether all layers agree.</returns>
    public bool Write(IReadOnlyList<LayerDifference> layers)
    {
        if (layers.Count == 0)
            throw new ModelException("The network has no layer to compare.");
        LayerDifference[] above = layers.Where(l => l.Exceeds(Tolerance)).ToArray();
        Table table = Terminal.NewTable("value", "operator", "shape", ">range", ">rounding", ">largest difference", ">of range", "");
        foreach (LayerDifference layer in Brief ? above : layers)
            AddRow(table, Columns(layer).Concat([Numbers.Short(layer.Largest), Numbers.Short(layer.Relative), layer.Exceeds(Tolerance) ? "differs" : ""]));
        Write(table);
        if (above.Length > 0)
            Terminal.WriteLine($"{above.Length} of {layers.Count} layers differ by more than {Limit}. The first is {Element(above[0])}");
        else
            Terminal.WriteLine($"All {layers.Count} layers agree within {Limit}. {Largest(layers)}");
        return above.Length == 0;
    }

    /// <summary>Reports both forms.</summary>
    /// <returns>Whether all layers of both agree.</returns>
    public bool Write(FormComparison forms)
    {
        if (forms.Unfused.Count == 0)
            throw new ModelException("The network has no layer to compare.");
        Dictionary<string, LayerDifference> fused = forms.Fused.ToDictionary(l => l.Name);
        Table table = Terminal.NewTable("value", "operator", "shape", ">range", ">rounding", ">unfused", ">of range", ">fused", ">of range", "");
        foreach (LayerDifference layer in forms.Unfused)
        {
            LayerDifference? other = fused.GetValueOrDefault(layer.Name);
            bool differs = layer.Exceeds(Tolerance), fusedDiffers = other is not null && other.Exceeds(Tolerance);
            string verdict = differs && fusedDiffers ? "differs" : differs ? "unfused differs" : fusedDiffers ? "fused differs" : "";
            if (!Brief || verdict.Length > 0)
            {
                AddRow(table, Columns(layer).Concat([
                    Numbers.Short(layer.Largest), Numbers.Short(layer.Relative),
                    other is null ? "" : Numbers.Short(other.Largest), other is null ? "" : Numbers.Short(other.Relative), verdict]));
            }
        }

        Write(table);
        LayerDifference? first = Write("Unfused", forms.Unfused), fusedFirst = Write("Fused", forms.Fused);
        if (fusedFirst is not null && !forms.Unfused.Any(l => l.Name == fusedFirst.Name && l.Exceeds(Tolerance)))
        {
            Terminal.WriteLine(fusedFirst.Chain.Count > 1
                ? $"Only the fused form differs there. One kernel computes {string.Join(", ", fusedFirst.Chain)}."
                : "Only the fused form differs there, though nothing is fused in this layer itself: a pass changed what it reads.");
        }

        return first is null && fusedFirst is null;
    }

    private LayerDifference? Write(string form, IReadOnlyList<LayerDifference> layers)
    {
        LayerDifference[] above = layers.Where(l => l.Exceeds(Tolerance)).ToArray();
        Terminal.WriteLine(above.Length > 0
            ? $"{form}, {above.Length} of {layers.Count} layers differ by more than {Limit}. The first is {Element(above[0])}"
            : $"{form}, {(layers.Count == 1 ? "the one layer agrees" : $"all {layers.Count} layers agree")} within {Limit}. {Largest(layers)}");
        return above.FirstOrDefault();
    }

    private void Write(Table table)
    {
        if (table.Rows.Count > 0)
            Terminal.Write(table);
    }

    private static string[] Columns(LayerDifference layer) =>
        [Texts.End(layer.Name, 48), layer.Operator, layer.Shape.ToString(), Numbers.Short(layer.Range), Numbers.Short(layer.Floor)];

    private static void AddRow(Table table, IEnumerable<string> cells) => table.AddRow(cells.Select(c => new Text(c)));

    // As many figures as tell two floats apart.
    private static string Exact(double value) => value.ToString("G9", CultureInfo.InvariantCulture);

    private static string Element(LayerDifference layer)
    {
        string name = $"{layer.Operator} '{layer.Name}' {layer.Shape}";
        return layer.TestedShape.Equals(layer.Shape)
            ? $"{name}: element [{string.Join(", ", layer.Position)}] is {Exact(layer.Tested)} instead of {Exact(layer.Reference)}."
            : $"{name}: its shape is {layer.TestedShape} instead.";
    }

    private static string Largest(IReadOnlyList<LayerDifference> layers) => layers.Where(l => l.Largest > l.Floor).MaxBy(l => l.Relative) is { } worst
        ? $"The largest difference is {Numbers.Short(worst.Relative)} of its range, at '{worst.Name}'."
        : "No difference is more than rounding explains.";
}
