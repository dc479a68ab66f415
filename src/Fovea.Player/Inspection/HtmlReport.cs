using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using Fovea.Models;
using Fovea.Operators;
using Fovea.Player.Networks;
using Fovea.Player.Output;
using Fovea.Runtime.Passes;

namespace Fovea.Player.Inspection;

/// <summary>
/// A network and its plan as one HTML page that needs nothing else: what each pass did, memory over time, and the graph before and after.
/// </summary>
internal static class HtmlReport
{
    /// <summary>Writes the page, whole or not at all.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Save(string path, string title, InputShapes inputs, NetworkPlan plan) =>
        WholeFile.Write(path, file => file.Write(Encoding.UTF8.GetBytes(Page(title, inputs, plan))));

    /// <summary>The page.</summary>
    public static string Page(string title, InputShapes inputs, NetworkPlan plan)
    {
        var html = new StringBuilder(Head(title));
        string outputs = string.Join("; ", plan.Result.Outputs.Select(o => $"{o.Name} {plan.Infos[o.Name].Shape}"));
        html.Append(
            CultureInfo.InvariantCulture,
            $"<header><h1>{GraphColumn.Encode(title)}</h1><p>{GraphColumn.Encode(string.Join("; ", inputs.Inputs.Select(i => $"{i.Name} {i.Shape}")))} &rarr; {GraphColumn.Encode(outputs)}</p></header>\n");
        Tiles(html, plan);
        Passes(html, plan);
        html.Append("<section><h2>Memory over time</h2><p>Each rectangle is a tensor: as long as it lives, where it lies in the arena. The dashed line is the lower bound, ");
        html.Append("the most that is alive at one step. The ticks below are barriers: steps between two of them may run at once.</p>\n");
        MemoryChart.Write(html, plan.Blueprint);
        html.Append("</section>\n");
        Graphs(html, plan);
        html.Append(CultureInfo.InvariantCulture, $"<script>\n{Resource("report.js")}</script></body></html>\n");
        return html.ToString();
    }

    /// <summary>The beginning of a page, up to its body.</summary>
    public static string Head(string title) =>
        "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">" +
        $"<title>{GraphColumn.Encode(title)}</title>\n<style>\n{Resource("report.css")}</style></head><body>\n";

    private static void Tiles(StringBuilder html, NetworkPlan plan)
    {
        html.Append("<section class=\"tiles\">");
        Tile("nodes in the network", Numbers.Whole(plan.Source.Nodes.Count));
        Tile("nodes after the passes", Numbers.Whole(plan.Result.Nodes.Count));
        Tile("dispatches a run", Numbers.Whole(plan.Blueprint.Steps.Count));
        Tile("barriers a run", Numbers.Whole(plan.Blueprint.Barriers.Count(b => b)));
        Tile("memory for what is between", Sizes.Text(plan.Blueprint.Memory.Bytes));
        Tile("its lower bound", Sizes.Text(plan.Blueprint.Memory.LowerBound));
        Tile("weights", Sizes.Text(plan.Blueprint.Weights.Sum(w => w.Tensor.Bytes)));
        html.Append("</section>\n");

        void Tile(string what, string value) => html.Append(CultureInfo.InvariantCulture, $"<div><strong>{value}</strong>{what}</div>");
    }

    private static void Passes(StringBuilder html, NetworkPlan plan)
    {
        int most = Math.Max(1, plan.Passes.Max(p => p.Before.Nodes.Count));
        html.Append("<section><h2>What the passes did</h2><table><thead><tr><th>pass</th><th class=\"r\">before</th><th class=\"r\">after</th><th>nodes</th><th>what</th></tr></thead><tbody>");
        foreach (PassStep step in plan.Passes)
        {
            string summary = PassSummary.Of(step);
            html.Append(
                CultureInfo.InvariantCulture,
                $"<tr{(summary == "nothing" ? " class=\"nothing\"" : "")}><td>{step.Pass}</td><td class=\"r\">{step.Before.Nodes.Count}</td><td class=\"r\">{step.After.Nodes.Count}</td>");
            html.Append(CultureInfo.InvariantCulture, $"<td><span class=\"bar\"><span style=\"width:{100.0 * step.After.Nodes.Count / most:0.#}%\"></span></span></td>");
            html.Append(CultureInfo.InvariantCulture, $"<td>{GraphColumn.Encode(summary)}</td></tr>");
        }

        html.Append("</tbody></table></section>\n");
    }

    private static void Graphs(StringBuilder html, NetworkPlan plan)
    {
        int[] origins = Origins.Of(plan.Source, plan.Result);
        var taken = Enumerable.Range(0, plan.Result.Nodes.Count).Select(row => origins.Count(o => o == row)).ToArray();
        html.Append("<section><h2>The graph</h2><p>Point at a node to see what became of it, or what it was made of; click to go there. ");
        html.Append("Where an operator is followed by others, they are computed inside its kernel.</p>");
        html.Append("<input id=\"filter\" type=\"search\" placeholder=\"Find operators, names, kernels\" aria-label=\"Find\"></section>\n<section class=\"columns\">");
        html.Append(CultureInfo.InvariantCulture, $"<div><h3>Before: {plan.Source.Nodes.Count} nodes</h3>");
        var row = plan.Source.Nodes.Select((node, i) => (node, i)).ToDictionary(n => n.node, n => n.i);
        GraphColumn.Write(html, "before", plan.Source, plan.SourceInfos, i => origins[i], node => origins[row[node]] < 0 ? "<em>gone</em>" : "");
        html.Append(CultureInfo.InvariantCulture, $"</div><div><h3>After: {plan.Result.Nodes.Count} nodes, {plan.Blueprint.Steps.Count} dispatches</h3>");
        GraphColumn.Write(html, "after", plan.Result, plan.Infos, i => i, node => Kernels(plan, node));
        html.Append("</div></section>\n");
    }

    private static string Kernels(NetworkPlan plan, Node node)
    {
        string[] shaders = plan.StepsOf(node).Select(s => Path.GetFileNameWithoutExtension(s.Shader)).ToArray();
        return shaders.Length == 0
            ? "<em>no dispatch</em>"
            : $"<code>{GraphColumn.Encode(string.Join(", ", shaders.GroupBy(s => s).Select(g => g.Count() > 1 ? $"{g.Count()} x {g.Key}" : g.Key)))}</code>";
    }

    private static string Resource(string name)
    {
        using Stream stream = typeof(HtmlReport).Assembly.GetManifestResourceStream($"inspection/{name}")
            ?? throw new InvalidOperationException($"The program lacks its resource {name}.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
