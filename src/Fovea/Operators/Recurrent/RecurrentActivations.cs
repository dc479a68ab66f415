using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using Fovea.Models;
using Fovea.Operators.Elementwise;

namespace Fovea.Operators.Recurrent;

/// <summary>The activation functions of a recurrent network, for each direction those of one cell, as GLSL.</summary>
internal static class RecurrentActivations
{
    // Two that networks use nowhere else.
    private static readonly ElementwiseRow[] Own =
    {
        new("Affine", new[] { "x" }, "alpha * x + beta", v => v[1] * v[0] + v[2]) { Parameters = new[] { ("alpha", 1f), ("beta", 0f) } },
        new("ScaledTanh", new[] { "x" }, "alpha * hyperbolicTangent(beta * x)", v => v[1] * Math.Tanh(v[2] * v[0]))
        {
            Functions = "#include \"operators/elementwise/hyperbolic.glsl\"\n",
            Parameters = new[] { ("alpha", 1f), ("beta", 1f) },
        },
    };

    // Those that ONNX names for recurrent networks, beside the two.
    private static readonly string[] Names =
    {
        "Elu", "HardSigmoid", "LeakyRelu", "Relu", "Sigmoid", "Softplus", "Softsign", "Tanh", "ThresholdedRelu",
    };

    /// <summary>
    /// Defines <c>activate0(x, direction)</c> and so on, the functions that ONNX calls f, g and h. <c>activation_alpha</c> and
    /// <c>activation_beta</c> go, in order, to the functions that take one.
    /// </summary>
    /// <param name="node">The node.</param>
    /// <param name="directions">How many directions there are.</param>
    /// <param name="defaults">The functions of one direction where the node says none.</param>
    /// <exception cref="ModelException">Too few or too many are named, or an unknown one.</exception>
    public static string Glsl(Node node, int directions, string[] defaults)
    {
        string[] names = node.Attributes.Texts("activations") ?? Enumerable.Repeat(defaults, directions).SelectMany(d => d).ToArray();
        if (names.Length != directions * defaults.Length)
        {
            throw new ModelException(
                $"{node} names {names.Length} activations; {defaults.Length} are needed for each of its {directions} directions.");
        }

        ElementwiseRow[] rows = names.Select(name => RowOf(node, name)).ToArray();
        var alphas = new Queue<float>(node.Attributes.Floats("activation_alpha") ?? Array.Empty<float>());
        var betas = new Queue<float>(node.Attributes.Floats("activation_beta") ?? Array.Empty<float>());
        string[] calls = rows.Select(row => Call(row, alphas, betas)).ToArray();
        var text = new StringBuilder();
        foreach (ElementwiseRow row in rows.Distinct())
            text.Append(row.Functions).Append(ElementwiseGlsl.Function(row, NameOf(row), new[] { "float" }));
        bool clips = node.Attributes.Float("clip") > 0;
        for (int i = 0; i < defaults.Length; i++)
        {
            string call = directions == 1 ? calls[i] : $"direction == 0 ? {calls[i]} : {calls[defaults.Length + i]}";
            // As ONNX Runtime: what gates add up is held in bounds; the third function sees the cell as it is.
            string clip = clips && i < 2 ? "    x = clamp(x, -bound, bound);\n" : "";
            text.Append($"float activate{i}(float x, int direction) {{\n{clip}    return {call};\n}}\n");
        }

        return text.ToString();
    }

    private static ElementwiseRow RowOf(Node node, string name)
    {
        IEnumerable<ElementwiseRow> possible = ElementwiseTable.Rows.Where(row => Names.Contains(row.Operator)).Concat(Own);
        return possible.FirstOrDefault(row => row.Operator.Equals(name, StringComparison.OrdinalIgnoreCase)) ?? throw new ModelException(
            $"{node} names the activation '{name}'; there are {string.Join(", ", Names.Concat(Own.Select(row => row.Operator)))}.");
    }

    private static string Call(ElementwiseRow row, Queue<float> alphas, Queue<float> betas)
    {
        IEnumerable<float> values = row.Parameters.Select(p => (p.Name == "alpha" ? alphas : betas).TryDequeue(out float given) ? given : p.Default);
        return $"{NameOf(row)}({string.Join(", ", values.Select(Literal).Prepend("x"))})";
    }

    private static string Literal(float value) => value.ToString("0.0########E+0", CultureInfo.InvariantCulture);

    // GLSL has functions of some of these names.
    private static string NameOf(ElementwiseRow row) => $"{char.ToLowerInvariant(row.Operator[0])}{row.Operator.Substring(1)}Of";
}
