using System.Collections.Generic;
using System.Linq;
using Fovea.Models;
using Fovea.Operators;

namespace Fovea.Runtime;

/// <summary>Refuses a graph whose operators are not all there, and says everything that is missing at once.</summary>
public static class UnsupportedOperators
{
    /// <summary>Checks a graph, inner graphs included.</summary>
    /// <param name="graph">The canonical graph.</param>
    /// <param name="model">The model that it is of, for the message.</param>
    /// <param name="registry">The operators.</param>
    /// <exception cref="ModelException">Operators are missing; the message lists every node that uses one.</exception>
    public static void Check(Graph graph, Model model, OperatorRegistry registry)
    {
        Node[] missing = AllNodes(graph).Where(node => !registry.Supports(node)).ToArray();
        if (missing.Length == 0)
            return;
        string nodes = string.Join("\n", missing.Select(
            node => $"  {OperatorRegistry.Qualified(node)} (opset {(model.Opsets.TryGetValue(node.Domain, out int version) ? version : 0)}) in {node}"));
        string source = model.Source.Length > 0 ? model.Source : "The network";
        string operators = Count(missing.Select(OperatorRegistry.Qualified).Distinct().Count(), "operator");
        throw new ModelException(
            $"{source} uses {operators} that Fovea does not have, in {Count(missing.Length, "node")}:\n{nodes}\n" +
            "Export it without them, run it on ONNX Runtime (--backend onnxruntime), or add them to the operator registry.");
    }

    private static IEnumerable<Node> AllNodes(Graph graph) =>
        graph.Nodes.SelectMany(node => GraphOrder.InnerGraphs(node).SelectMany(AllNodes).Prepend(node));

    private static string Count(int number, string noun) => $"{number} {noun}{(number == 1 ? "" : "s")}";
}
