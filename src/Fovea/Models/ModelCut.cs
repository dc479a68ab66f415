using System.Collections.Generic;
using System.Linq;

namespace Fovea.Models;

/// <summary>Ends a network at a value inside it: the features before a classifier's last layer, for one.</summary>
public static class ModelCut
{
    /// <summary>The same network with one output. What only the others need is not computed, since nothing reads it.</summary>
    /// <param name="model">The network.</param>
    /// <param name="value">The name of a value that one of its nodes makes.</param>
    /// <exception cref="ModelException">No node makes it.</exception>
    public static Model At(Model model, string value)
    {
        if (model.Graph.Outputs.Count == 1 && model.Graph.Outputs[0].Name == value)
            return model;
        if (!model.Graph.Nodes.Any(n => n.Outputs.Contains(value)))
        {
            string known = string.Join(", ", model.Graph.Nodes.Reverse().SelectMany(n => n.Outputs).Where(o => o.Length > 0).Take(8));
            throw new ModelException($"No layer of {(model.Source.Length > 0 ? model.Source : "the model")} makes '{value}'. Its last values are, from the end: {known}. 'inspect' lists all.");
        }

        ValueInfo output = model.Graph.Outputs.FirstOrDefault(o => o.Name == value) ?? new ValueInfo(value, ElementType.Float, (IReadOnlyList<Dimension>?)null);
        return model with { Graph = model.Graph with { Outputs = new[] { output } } };
    }

    /// <summary>
    /// What goes into a classifier's last layer: its features, by which like pictures are told where a network has no other name for them.
    /// </summary>
    /// <param name="model">The network.</param>
    /// <returns>The name of the value; null where no layer of weights is found.</returns>
    public static string? BeforeLastLayer(Model model)
    {
        Node? last = model.Graph.Nodes.LastOrDefault(n => n.Operator is "Gemm" or "MatMul" or "Conv" && n.Inputs.Count > 1 && model.Graph.Constants.ContainsKey(n.Inputs[1]));
        return last?.Inputs[0];
    }
}
