using System.Collections.Generic;
using System.Linq;
using Fovea.Models;

namespace Fovea.Operators.Selection;

/// <summary>Base of operators that give as much as they find: computed on the host, since only the elements tell how much that is.</summary>
public abstract class SelectionOperator : Operator
{
    private protected SelectionOperator(Node node)
        : base(node)
    {
    }

    /// <inheritdoc/>
    public sealed override bool SizeDependsOnData => true;

    /// <inheritdoc/>
    public sealed override bool IsPlanTime(int input) => true;

    /// <inheritdoc/>
    public sealed override void Infer(InferContext x)
    {
        Tensor?[] inputs = Enumerable.Range(0, x.InputCount).Select(x.OptionalValue).ToArray();
        IReadOnlyList<Tensor> results = Select(inputs);
        for (int i = 0; i < results.Count; i++)
            x.Known(i, results[i]);
    }

    /// <inheritdoc/>
    public sealed override IReadOnlyList<Tensor>? Evaluate(IReadOnlyList<Tensor?> inputs, IReadOnlyList<TensorInfo> outputs) =>
        outputs.Select(o => o.Value!).ToArray();

    /// <inheritdoc/>
    public sealed override void Plan(PlanBuilder plan)
    {
    }

    /// <summary>All outputs, whether wanted or not.</summary>
    /// <param name="inputs">The inputs; null where an optional one is left out.</param>
    /// <exception cref="ModelException">The inputs do not fit.</exception>
    internal abstract IReadOnlyList<Tensor> Select(IReadOnlyList<Tensor?> inputs);

    private protected Tensor Needed(IReadOnlyList<Tensor?> inputs, int index) =>
        inputs.ElementAtOrDefault(index) ?? throw new ModelException($"Input {index} of {Node} is missing.");
}
