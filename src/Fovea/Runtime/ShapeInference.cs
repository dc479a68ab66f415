using System.Collections.Generic;
using System.Linq;
using Fovea.Models;
using Fovea.Operators;
using Fovea.Operators.Control;
using Fovea.Runtime.Segments;

namespace Fovea.Runtime;

/// <summary>Tells type, shape and, where the host can know them, elements of every value of a graph, for given input shapes.</summary>
public static class ShapeInference
{
    /// <summary>Walks the graph from its inputs.</summary>
    /// <param name="graph">A canonical graph.</param>
    /// <param name="inputShapes">The shape of each input that the graph does not fix.</param>
    /// <param name="registry">The operators.</param>
    /// <returns>What is known of each value, by name; constants included.</returns>
    /// <exception cref="ModelException">A shape is missing, or a node's inputs do not fit its operator; the message names the node.</exception>
    public static Dictionary<string, TensorInfo> Infer(
        Graph graph, IReadOnlyDictionary<string, Shape>? inputShapes = null, OperatorRegistry? registry = null)
    {
        var values = new Dictionary<string, TensorInfo>();
        foreach (KeyValuePair<string, Tensor> constant in graph.Constants)
            values[constant.Key] = TensorInfo.Of(constant.Value);
        foreach (ValueInfo input in graph.Inputs)
            values[input.Name] = new TensorInfo(input.Type, ShapeOf(input, inputShapes));
        foreach (Node node in graph.Nodes)
        {
            Operator op = (registry ?? OperatorRegistry.Default).Create(node);
            Infer(node, op, values);
            if (op is ControlFlow)
                throw new ModelException($"{node} holds graphs, of which the shapes are told only as a run writes them out.");
        }

        return values;
    }

    /// <summary>
    /// Walks the graph as far as it can: past nodes that need the elements of a value that is not known, and those behind them.
    /// </summary>
    /// <param name="graph">A canonical graph.</param>
    /// <param name="inputShapes">The shape of each input that the graph does not fix.</param>
    /// <param name="registry">The operators.</param>
    internal static PartialInference InferPartly(Graph graph, IReadOnlyDictionary<string, Shape> inputShapes, OperatorRegistry registry)
    {
        var result = new PartialInference();
        foreach (KeyValuePair<string, Tensor> constant in graph.Constants)
            result.Infos[constant.Key] = TensorInfo.Of(constant.Value);
        foreach (ValueInfo input in graph.Inputs)
            result.Infos[input.Name] = new TensorInfo(input.Type, ShapeOf(input, inputShapes));
        foreach (Node node in graph.Nodes)
        {
            if (!GraphOrder.Reads(node).All(result.Infos.ContainsKey))
            {
                result.Waiting.Add(node);
                continue;
            }

            Operator op = registry.Create(node);
            try
            {
                Infer(node, op, result.Infos);
            }
            catch (UnknownValueException e)
            {
                result.Waiting.Add(node);
                if (op.SizeDependsOnData)
                    result.Demanded.UnionWith(node.Inputs.Where(name => name.Length > 0 && result.Infos[name].Value is null));
                else
                    result.Demanded.Add(e.Value);
                continue;
            }

            if (op is ControlFlow)
            {
                result.Waiting.Add(node);
                result.Decided.Add(node);
            }
        }

        return result;
    }

    private static Shape ShapeOf(ValueInfo input, IReadOnlyDictionary<string, Shape>? given)
    {
        if (given is null || !given.TryGetValue(input.Name, out Shape? shape))
        {
            return input.Shape ?? throw new ModelException(
                $"Input {input} has dimensions that the network leaves open; give a shape for '{input.Name}'.");
        }

        bool fits = input.Dimensions is null ||
            (input.Dimensions.Count == shape.Rank && input.Dimensions.Select((d, i) => d.Value is null || d.Value == shape[i]).All(ok => ok));
        return fits ? shape : throw new ModelException($"Input {input} was given the shape {shape}, which does not fit its dimensions.");
    }

    private static void Infer(Node node, Operator op, Dictionary<string, TensorInfo> values)
    {
        TensorInfo?[] inputs = node.Inputs.Select(name => name.Length == 0 ? null : values[name]).ToArray();
        var context = new InferContext(node, inputs);
        IReadOnlyList<Tensor>? known = op.CheckAndInfer(context, inputs);
        for (int i = 0; i < node.Outputs.Count; i++)
        {
            if (!node.HasOutput(i))
                continue;
            if (op is ControlFlow)
                continue;
            TensorInfo output = context.Outputs[i] ?? throw new ModelException($"{node}: its output {i} has no type or shape.");
            values[node.Outputs[i]] = known is not null && i < known.Count ? TensorInfo.Of(known[i]) : output;
        }
    }
}
