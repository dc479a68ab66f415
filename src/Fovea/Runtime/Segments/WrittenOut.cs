using System;
using System.Collections.Generic;
using System.Linq;
using Fovea.Models;
using Fovea.Operators;

namespace Fovea.Runtime.Segments;

/// <summary>Writes out <c>If</c>, <c>Loop</c> and <c>Scan</c> nodes of which everything that decides is known.</summary>
internal static class WrittenOut
{
    /// <summary>The most turns of a loop; one that needs more is thought to be endless.</summary>
    public const int MaxTurns = 10_000;

    // On a Loop that was written out as far as its condition was known: the turns so far. What they gave follows its inputs.
    private const string Turn = "fovea.turn";

    /// <summary>The graph with the given nodes written out.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="nodes">Nodes whose deciding inputs are known.</param>
    /// <param name="infos">What is known of the graph's values.</param>
    /// <exception cref="ModelException">A loop has too many turns, or gives nothing of a shape that is not known.</exception>
    public static Graph Apply(Graph graph, IReadOnlyCollection<Node> nodes, IReadOnlyDictionary<string, TensorInfo> infos)
    {
        var inlining = new Inlining();
        foreach (Node node in graph.Nodes)
        {
            if (!nodes.Contains(node))
                inlining.Nodes.Add(node);
            else if (node.Operator == "If")
                If(node, infos, inlining);
            else if (node.Operator == "Loop")
                Loop(node, infos, inlining);
            else
                Scan(node, infos, inlining);
        }

        return graph with
        {
            Nodes = inlining.Nodes,
            Constants = graph.Constants.Concat(inlining.Constants).GroupBy(c => c.Key).ToDictionary(c => c.Key, c => c.Last().Value),
        };
    }

    private static void If(Node node, IReadOnlyDictionary<string, TensorInfo> infos, Inlining inlining)
    {
        string name = IsTrue(infos[node.Input(0)].Value!) ? "then_branch" : "else_branch";
        inlining.Name(node.Outputs, inlining.Inline(Body(node, name), Prefix(node, name), Array.Empty<string>()));
    }

    private static void Loop(Node node, IReadOnlyDictionary<string, TensorInfo> infos, Inlining inlining)
    {
        Graph body = Body(node, "body");
        int carried = body.Inputs.Count - 2, scans = body.Outputs.Count - 1 - carried;
        long turn = node.Attributes.Int(Turn), turns = node.HasInput(0) ? infos[node.Inputs[0]].Value!.ToIntegers()[0] : long.MaxValue;
        bool goes = !node.HasInput(1) || IsTrue(infos[node.Inputs[1]].Value!);
        string[] values = node.Inputs.Skip(2).Take(carried).ToArray();
        List<string> pieces = node.Inputs.Skip(2 + carried).ToList();
        for (; goes && turn < turns; turn++)
        {
            if (turn >= MaxTurns)
                throw new ModelException($"{node} takes more than {MaxTurns} turns, of which a plan would hold each.");
            string prefix = Prefix(node, turn.ToString());
            string number = inlining.Constant(prefix + "turn", Tensor.Scalar(turn));
            string holds = inlining.Constant(prefix + "goes", Tensor.Scalar(true));
            string[] results = inlining.Inline(body, prefix, new[] { number, holds }.Concat(values).ToArray());
            values = results.Skip(1).Take(carried).ToArray();
            pieces.AddRange(results.Skip(1 + carried));
            Tensor? next = inlining.Constants.TryGetValue(results[0], out Tensor? constant) ? constant
                : infos.TryGetValue(results[0], out TensorInfo? info) ? info.Value : null;
            if (next is null)
            {
                // Whether there is another turn follows from what this one computes.
                inlining.Nodes.Add(node with
                {
                    Inputs = new[] { node.Inputs[0], results[0] }.Concat(values).Concat(pieces).ToArray(),
                    Attributes = node.Attributes.With(Turn, turn + 1),
                });
                return;
            }

            goes = IsTrue(next);
        }

        IEnumerable<string> stacked = Enumerable.Range(0, scans).Select(scan => pieces.Count > 0
            ? inlining.Stack($"{Prefix(node, "scan")}{scan}", pieces.Where((_, i) => i % scans == scan).ToArray(), 0)
            : inlining.Constant($"{Prefix(node, "scan")}{scan}", Nothing(node, body.Outputs[1 + carried + scan])));
        inlining.Name(node.Outputs, values.Concat(stacked).ToArray());
    }

    private static void Scan(Node node, IReadOnlyDictionary<string, TensorInfo> infos, Inlining inlining)
    {
        Graph body = Body(node, "body");
        int walked = (int)node.Attributes.Int("num_scan_inputs"), states = node.Inputs.Count - walked, scans = body.Outputs.Count - states;
        if (walked < 1 || states < 0 || scans < 0 || body.Inputs.Count != node.Inputs.Count)
            throw new ModelException($"{node} has {node.Inputs.Count} inputs, of which it walks {walked}, and a body of {body.Inputs.Count} inputs and {body.Outputs.Count} outputs.");
        int[] axes = Enumerable.Range(0, walked).Select(i => infos[node.Input(states + i)].Shape.Axis(At("scan_input_axes", i))).ToArray();
        int[] extents = axes.Select((axis, i) => infos[node.Input(states + i)].Shape[axis]).Distinct().ToArray();
        if (extents.Length != 1)
            throw new ModelException($"{node} walks inputs of different extents: {string.Join(" and ", extents)}.");
        if (extents[0] > MaxTurns)
            throw new ModelException($"{node} takes {extents[0]} turns, of which a plan would hold each; {MaxTurns} are possible.");

        string[] values = node.Inputs.Take(states).ToArray();
        var pieces = new List<string>[scans];
        for (int i = 0; i < scans; i++)
            pieces[i] = new List<string>();
        for (int turn = 0; turn < extents[0]; turn++)
        {
            string prefix = Prefix(node, turn.ToString());
            IEnumerable<string> elements = Enumerable.Range(0, walked).Select(i => inlining.Emit(
                $"{prefix}element_{i}", "Gather",
                new[] { node.Inputs[states + i], inlining.Constant($"{prefix}place_{i}", Tensor.Scalar((long)(At("scan_input_directions", i) != 0 ? extents[0] - 1 - turn : turn))) },
                Attributes.None.With("axis", (long)axes[i])));
            string[] results = inlining.Inline(body, prefix, values.Concat(elements).ToArray());
            values = results.Take(states).ToArray();
            for (int i = 0; i < scans; i++)
                pieces[i].Insert(At("scan_output_directions", i) != 0 ? 0 : pieces[i].Count, results[states + i]);
        }

        IEnumerable<string> stacked = pieces.Select((own, i) => own.Count > 0
            ? inlining.Stack($"{Prefix(node, "scan")}{i}", own, At("scan_output_axes", i))
            : inlining.Constant($"{Prefix(node, "scan")}{i}", Nothing(node, body.Outputs[states + i])));
        inlining.Name(node.Outputs, values.Concat(stacked).ToArray());

        long At(string attribute, int i) => node.Attributes.Ints(attribute)?.ElementAtOrDefault(i) ?? 0;
    }

    private static Graph Body(Node node, string name) =>
        node.Attributes.Values.TryGetValue(name, out object? body) && body is Graph graph
            ? graph
            : throw new ModelException($"{node} has no graph '{name}'.");

    private static string Prefix(Node node, string part) => $"{node.Outputs.First(o => o.Length > 0)}/{part}/";

    private static bool IsTrue(Tensor condition) => condition.Shape.Count == 1 && condition.ToIntegers()[0] != 0;

    // What no turn gave, stacked.
    private static Tensor Nothing(Node node, ValueInfo output) => output.Shape is { } shape
        ? new Tensor(output.Type, new Shape(new[] { 0 }.Concat(shape).ToArray()), default)
        : throw new ModelException($"{node} takes no turn, and the model does not say the shape of '{output.Name}', of which it gives none.");
}
