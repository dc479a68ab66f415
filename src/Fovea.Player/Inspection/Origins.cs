using System.Collections.Generic;
using System.Linq;
using Fovea.Models;
using Fovea.Operators.Elementwise;

namespace Fovea.Player.Inspection;

/// <summary>Which nodes of the planned graph stand for which of the network's.</summary>
internal static class Origins
{
    /// <summary>For each node of the network the row of the planned node that computes it; -1 where its result is no longer needed.</summary>
    public static int[] Of(Graph source, Graph result)
    {
        var made = new Dictionary<string, int>();
        for (int row = 0; row < result.Nodes.Count; row++)
        {
            foreach (string value in Values(result.Nodes[row]))
                made.TryAdd(value, row);
        }

        var readers = new Dictionary<string, int>();
        var rows = new int[source.Nodes.Count];
        // A node whose value is no longer there went into the one that reads it.
        for (int i = source.Nodes.Count - 1; i >= 0; i--)
        {
            Node node = source.Nodes[i];
            rows[i] = node.Outputs.Select(o => made.TryGetValue(o, out int own) ? own : readers.GetValueOrDefault(o, -1)).DefaultIfEmpty(-1).Max();
            foreach (string input in node.Inputs)
                readers[input] = rows[i];
        }

        return rows;
    }

    private static IEnumerable<string> Values(Node node)
    {
        IEnumerable<string> own = node.Outputs.Where(o => o.Length > 0);
        return node.Attributes.Values.TryGetValue(Epilogue.Attribute, out object? epilogue)
            ? own.Concat(((Graph)epilogue).Nodes.SelectMany(n => n.Outputs)).Append(((Graph)epilogue).Inputs[0].Name)
            : own;
    }
}
