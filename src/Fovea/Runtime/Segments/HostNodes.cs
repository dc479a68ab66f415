using System.Collections.Generic;
using System.Linq;
using Fovea.Models;
using Fovea.Operators;

namespace Fovea.Runtime.Segments;

/// <summary>Computes the nodes between two segments.</summary>
internal static class HostNodes
{
    /// <summary>Adds what the nodes make to what the host has.</summary>
    /// <param name="cut">Where the network is cut.</param>
    /// <param name="registry">The operators.</param>
    /// <param name="host">What the host has, by name.</param>
    public static void Run(GraphCut cut, OperatorRegistry registry, Dictionary<string, Tensor> host)
    {
        foreach (Node node in cut.HostNodes)
        {
            TensorInfo?[] inputs = node.Inputs.Select(name => name.Length == 0 ? null : TensorInfo.Of(
                host.TryGetValue(name, out Tensor? value) ? value : cut.Rest.Constants[name])).ToArray();
            var context = new InferContext(node, inputs);
            registry.Create(node).Infer(context);
            for (int i = 0; i < node.Outputs.Count; i++)
            {
                if (node.HasOutput(i))
                    host[node.Outputs[i]] = context.Outputs[i]!.Value!;
            }
        }
    }
}
