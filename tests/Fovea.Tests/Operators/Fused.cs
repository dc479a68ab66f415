using System.Collections.Generic;
using System.Linq;
using Fovea.Models;
using Fovea.Operators.Elementwise;

namespace Fovea.Tests.Operators;

/// <summary>Builds a kernel followed by element-wise nodes, and the same with those nodes as the kernel's epilogue.</summary>
/// <param name="Kernel">The kernel's node; it makes <c>v</c>.</param>
/// <param name="Tail">The element-wise nodes; they read <c>v</c>, perhaps <c>operand</c> and constants, and make <c>y</c>.</param>
/// <param name="Constants">The constants of all nodes.</param>
/// <param name="Feeds">What a run brings.</param>
internal sealed record Fused(
    Node Kernel, IReadOnlyList<Node> Tail, IReadOnlyDictionary<string, Tensor> Constants, IReadOnlyDictionary<string, Tensor> Feeds)
{
    private static readonly Dictionary<string, int> Opsets = new() { [""] = 21 };

    /// <summary>The network with every node by itself.</summary>
    public Model Apart => new(
        new Graph(ToString(), Inputs, Outputs, Tail.Prepend(Kernel).ToArray(), Constants), Opsets);

    /// <summary>The network of one node. The operand stands at a place of its own behind the kernel's optional inputs.</summary>
    public Model Together(int operandAt)
    {
        bool reads = Tail.Any(n => n.Inputs.Contains("operand"));
        var own = Tail.SelectMany(n => n.Inputs).Where(Constants.ContainsKey).Distinct().ToDictionary(name => name, name => Constants[name]);
        var inputs = new List<ValueInfo> { new("v", ElementType.Float, (IReadOnlyList<Dimension>?)null) };
        List<string> read = Kernel.Inputs.ToList();
        if (reads)
        {
            inputs.Add(new("operand", ElementType.Float, (IReadOnlyList<Dimension>?)null));
            while (read.Count < operandAt)
                read.Add("");
            read.Add("operand");
        }

        var epilogue = new Graph(ToString(), inputs, Outputs, Tail, own);
        Node node = Kernel with { Inputs = read, Outputs = new[] { "y" }, Attributes = Kernel.Attributes.With(Epilogue.Attribute, epilogue) };
        var rest = Constants.Where(c => !own.ContainsKey(c.Key)).ToDictionary(c => c.Key, c => c.Value);
        return new Model(new Graph(ToString(), Inputs, Outputs, new[] { node }, rest), Opsets);
    }

    private IReadOnlyList<ValueInfo> Inputs => Feeds.Select(f => new ValueInfo(f.Key, f.Value.Type, f.Value.Shape)).ToArray();

    private static IReadOnlyList<ValueInfo> Outputs => new[] { new ValueInfo("y", ElementType.Float, (IReadOnlyList<Dimension>?)null) };

    /// <inheritdoc/>
    public override string ToString() => $"{Kernel.Operator}{Feeds["x"].Shape}+{string.Join("+", Tail.Select(n => n.Operator))}";
}
