using System.Collections.Generic;
using System.Linq;
using Fovea.Gpu;
using Fovea.Models;
using Fovea.Operators;

namespace Fovea.Runtime;

/// <summary>
/// What GL compute makes of a network in two forms, against another backend: node by node, and as the passes make it. A layer that differs in
/// both is an operator's fault; one that differs in the second alone is the fault of a pass or of a fused kernel.
/// </summary>
/// <param name="Unfused">Every value, each node a kernel of its own, in the order in which the network makes them.</param>
/// <param name="Fused">The values that still exist after the passes; each tells which nodes its kernel computes.</param>
public sealed record FormComparison(IReadOnlyList<LayerDifference> Unfused, IReadOnlyList<LayerDifference> Fused)
{
    /// <summary>Runs a network in both forms and compares every value with that of a reference.</summary>
    /// <param name="context">A context with compute shaders.</param>
    /// <param name="model">The model.</param>
    /// <param name="reference">The same model on the backend that is believed.</param>
    /// <param name="inputs">Every input by name.</param>
    /// <param name="registry">The operators; null for <see cref="OperatorRegistry.Default"/>.</param>
    /// <param name="options">How to plan, but for whether layers are fused; null for the defaults.</param>
    /// <exception cref="ModelException">The network cannot be run, or an output is not given by both.</exception>
    public static FormComparison Of(
        GpuContext context, Model model, IModelRunner reference, IReadOnlyDictionary<string, Tensor> inputs, OperatorRegistry? registry = null,
        PlannerOptions? options = null)
    {
        IReadOnlyDictionary<string, Tensor> want = reference.RunAll(inputs);
        IReadOnlyDictionary<string, Tensor> unfused = RunAll(optimize: false), fused = RunAll(optimize: true);
        Dictionary<string, IReadOnlyList<string>> chains = ChainsOf(Canonicalizer.Apply(model), unfused, fused);
        return new FormComparison(
            LayerComparison.Compare(model, want, unfused, inputs),
            LayerComparison.Compare(model, want, fused, inputs)
                .Select(layer => chains.TryGetValue(layer.Name, out IReadOnlyList<string>? chain) ? layer with { Chain = chain } : layer).ToArray());

        IReadOnlyDictionary<string, Tensor> RunAll(bool optimize)
        {
            using var runner = new GlModelRunner(context, model, (options ?? new PlannerOptions()) with { Optimize = optimize }, registry);
            return runner.RunAll(inputs);
        }
    }

    // A kernel computes the node that makes its value and, backwards from there, those whose values only the unfused form has.
    private static Dictionary<string, IReadOnlyList<string>> ChainsOf(
        Graph graph, IReadOnlyDictionary<string, Tensor> unfused, IReadOnlyDictionary<string, Tensor> fused)
    {
        var behind = new Dictionary<string, HashSet<Node>>();
        var chains = new Dictionary<string, IReadOnlyList<string>>();
        foreach (Node node in graph.Nodes)
        {
            var own = new HashSet<Node> { node };
            foreach (string input in node.Inputs.Where(name => unfused.ContainsKey(name) && !fused.ContainsKey(name) && behind.ContainsKey(name)))
                own.UnionWith(behind[input]);
            foreach (string output in node.Outputs.Where(name => name.Length > 0))
            {
                behind[output] = own;
                chains[output] = graph.Nodes.Where(own.Contains).Select(n => n.Label).ToArray();
            }
        }

        return chains;
    }
}
