using System;
using System.Linq;
using Fovea.Models;
using Fovea.Operators.Elementwise;

namespace Fovea.Tests.Operators.Elementwise.Accuracy;

/// <summary>One row of the element-wise table, or a variant of one, whose accuracy is measured.</summary>
/// <param name="Title">How tables call it.</param>
/// <param name="Operator">The operator, with its attributes.</param>
/// <param name="Reference">What mathematics says, in double precision: the inputs in order.</param>
internal sealed record AccuracyCase(string Title, OperatorCase Operator, Func<double[], double> Reference)
{
    /// <summary>The element types of the inputs.</summary>
    public ElementType[] Types { get; init; } = { ElementType.Float };

    /// <summary>The element type of the result.</summary>
    public ElementType Result { get; init; } = ElementType.Float;

    /// <summary>The row that computes it.</summary>
    public ElementwiseRow Row => ElementwiseTable.Find(Node) ?? throw new InvalidOperationException($"{Title} is no row of the table.");

    /// <summary>What the row states.</summary>
    public ElementwiseAccuracy Accuracy => Row.Accuracy ?? throw new InvalidOperationException($"The row of {Title} states no accuracy.");

    private Node Node => Operator.On(1).Build().Graph.Nodes[0];

    /// <summary>The operator on these inputs.</summary>
    public OperatorCase On(Tensor[] inputs) => inputs.Aggregate(Operator.Gives(Result), (op, input) => op.On(input));

    /// <inheritdoc/>
    public override string ToString() => Title;
}
