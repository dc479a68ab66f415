using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Text;
using Fovea.Models;
using Fovea.Operators;
using Fovea.Player.Output;

namespace Fovea.Player.Inspection;

/// <summary>A graph as HTML: its nodes below each other, with lines from each to those that read what it makes.</summary>
internal static class GraphColumn
{
    // In pixels; the style sheet has the same height.
    private const int RowHeight = 26, LaneWidth = 14, MostLanes = 14;

    /// <summary>Writes the graph.</summary>
    /// <param name="html">Where to.</param>
    /// <param name="id">What tells its rows from those of other graphs.</param>
    /// <param name="graph">The graph.</param>
    /// <param name="infos">What is known of its values.</param>
    /// <param name="group">For each row, the number that it shares with the rows of other graphs that stand for the same.</param>
    /// <param name="detail">What stands at the end of a row, as HTML.</param>
    public static void Write(
        StringBuilder html, string id, Graph graph, IReadOnlyDictionary<string, TensorInfo> infos, Func<int, int> group, Func<Node, string> detail)
    {
        Lanes lanes = Lanes.Of(graph);
        int width = LaneWidth * (Math.Min(lanes.Count, MostLanes) + 1);
        html.Append(CultureInfo.InvariantCulture, $"<div class=\"graph\" id=\"{id}\"><svg width=\"{width}\" height=\"{RowHeight * graph.Nodes.Count}\" aria-hidden=\"true\">");
        foreach (Lanes.Edge edge in lanes.Edges)
            Line(html, lanes, edge);
        for (int row = 0; row < graph.Nodes.Count; row++)
        {
            html.Append(
                CultureInfo.InvariantCulture,
                $"<circle cx=\"{X(lanes[row])}\" cy=\"{Y(row)}\" r=\"4\" class=\"{Families.Of(graph.Nodes[row].Operator)}\"/>");
        }

        html.Append("</svg><ol>");
        for (int row = 0; row < graph.Nodes.Count; row++)
        {
            Node node = graph.Nodes[row];
            html.Append(CultureInfo.InvariantCulture, $"<li data-g=\"{group(row)}\" title=\"{Title(node, infos)}\">");
            html.Append(CultureInfo.InvariantCulture, $"<b class=\"{Families.Of(node.Operator)}\">{Encode(node.Operator)}</b>");
            foreach (string fused in PassSummary.Chain(node))
                html.Append(CultureInfo.InvariantCulture, $"<i>{Encode(fused)}</i>");
            html.Append(CultureInfo.InvariantCulture, $"<span class=\"shape\">{Encode(ShapeOf(node, infos))}</span>");
            html.Append(CultureInfo.InvariantCulture, $"<span class=\"name\">{Encode(Texts.End(node.Name.Length > 0 ? node.Name : node.Outputs[0], 60))}</span>");
            html.Append(detail(node)).Append("</li>");
        }

        html.Append("</ol></div>\n");
    }

    /// <summary>A text as HTML.</summary>
    public static string Encode(string text) => WebUtility.HtmlEncode(text);

    // Down the column of the value, and over to its reader in the last row.
    private static void Line(StringBuilder html, Lanes lanes, Lanes.Edge edge)
    {
        int from = X(lanes[edge.From]), to = X(lanes[edge.To]), end = Y(edge.To), turn = end - RowHeight / 2;
        html.Append(CultureInfo.InvariantCulture, $"<path d=\"M{from} {Y(edge.From)}V{turn}");
        html.Append(from == to
            ? string.Create(CultureInfo.InvariantCulture, $"V{end}\"/>")
            : string.Create(CultureInfo.InvariantCulture, $"C{from} {end} {to} {turn} {to} {end}\"/>"));
    }

    private static int X(int lane) => LaneWidth * (Math.Min(lane, MostLanes - 1) + 1);

    private static int Y(int row) => RowHeight * row + RowHeight / 2;

    private static string ShapeOf(Node node, IReadOnlyDictionary<string, TensorInfo> infos) => string.Join(
        "  ", node.Outputs.Where(infos.ContainsKey).Take(2).Select(o => string.Join(" x ", infos[o].Shape)));

    private static string Title(Node node, IReadOnlyDictionary<string, TensorInfo> infos)
    {
        var lines = new List<string> { PassSummary.Fusion(node) + (node.Name.Length > 0 ? $"  {node.Name}" : "") };
        lines.AddRange(node.Inputs.Where(infos.ContainsKey).Select(i => $"reads {i}: {infos[i].Type} {infos[i].Shape}{(infos[i].Value is null ? "" : ", constant")}"));
        lines.AddRange(node.Outputs.Where(infos.ContainsKey).Select(o => $"makes {o}: {infos[o].Type} {infos[o].Shape}"));
        return Encode(string.Join("\n", lines));
    }
}
