using System.Collections.Generic;
using System.Linq;
using Fovea.Models;

namespace Fovea.Player.Inspection;

/// <summary>
/// Columns for the values of a graph whose nodes stand below each other, one a row: a chain goes straight down, and what is read again further
/// below keeps a column of its own until then.
/// </summary>
internal sealed class Lanes
{
    private readonly int[] _lanes;

    private Lanes(int[] lanes, int count, IReadOnlyList<Edge> edges)
    {
        _lanes = lanes;
        Count = count;
        Edges = edges;
    }

    /// <summary>Columns in use.</summary>
    public int Count { get; }

    /// <summary>A line for each value that a node reads of another.</summary>
    public IReadOnlyList<Edge> Edges { get; }

    /// <summary>The column of a node.</summary>
    public int this[int row] => _lanes[row];

    /// <summary>Finds columns.</summary>
    public static Lanes Of(Graph graph)
    {
        IReadOnlyList<Node> nodes = graph.Nodes;
        var makers = new Dictionary<string, int>();
        var lastReader = new int[nodes.Count];
        for (int row = 0; row < nodes.Count; row++)
        {
            foreach (int maker in Read(row))
                lastReader[maker] = row;
            foreach (string output in nodes[row].Outputs)
                makers[output] = row;
        }

        var lanes = new int[nodes.Count];
        var takenUntil = new List<int>();
        var edges = new List<Edge>();
        for (int row = 0; row < nodes.Count; row++)
        {
            int[] sources = Read(row).ToArray();
            // The chain goes on in the leftmost column that ends here.
            int lane = sources.Where(s => lastReader[s] == row).Select(s => lanes[s]).DefaultIfEmpty(-1).Min();
            if (lane < 0)
                lane = takenUntil.FindIndex(until => until < row);
            if (lane < 0)
            {
                lane = takenUntil.Count;
                takenUntil.Add(0);
            }

            lanes[row] = lane;
            takenUntil[lane] = System.Math.Max(lastReader[row], row);
            edges.AddRange(sources.Select(source => new Edge(source, row)));
        }

        return new Lanes(lanes, takenUntil.Count, edges);

        IEnumerable<int> Read(int row) => nodes[row].Inputs.Where(makers.ContainsKey).Select(i => makers[i]).Distinct();
    }

    /// <summary>That one row reads what another makes.</summary>
    internal readonly record struct Edge(int From, int To);
}
