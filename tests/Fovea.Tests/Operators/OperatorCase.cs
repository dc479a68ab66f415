using System;
using System.Collections.Generic;
using System.Linq;
using Fovea.Models;

namespace Fovea.Tests.Operators;

/// <summary>
/// A network of one operator, told in a line: <c>Op("MaxPool").Kernel(3).Stride(2).Pads(1).On(x)</c>. Immutable: every method gives a
/// changed copy. Inputs are appended in the order of the calls.
/// </summary>
public sealed record OperatorCase(string Operator)
{
    private Attributes Attributes { get; init; } = Attributes.None;

    private IReadOnlyList<(Tensor? Value, bool Constant)> Operands { get; init; } = Array.Empty<(Tensor?, bool)>();

    private IReadOnlyList<ElementType> Results { get; init; } = Array.Empty<ElementType>();

    private int Opset { get; init; } = 21;

    private string Domain { get; init; } = "";

    /// <summary>How far values may be off; see <see cref="Within"/>.</summary>
    public double Tolerance { get; private init; } = 1e-5;

    /// <summary>Whether the tolerance is relative to each value, not to the largest one.</summary>
    public bool IsElementByElement { get; private init; }

    /// <summary>What a run brings, by name.</summary>
    public IReadOnlyDictionary<string, Tensor> Feeds =>
        Operands.Select((o, i) => (o, i)).Where(p => p.o.Value is not null && !p.o.Constant).ToDictionary(p => $"x{p.i}", p => p.o.Value!);

    /// <summary>Sets an attribute; whole numbers may be given as int.</summary>
    public OperatorCase Set(string name, object value) => this with
    {
        Attributes = Attributes.With(name, value switch
        {
            int number => (long)number,
            int[] numbers => numbers.Select(n => (long)n).ToArray(),
            bool flag => flag ? 1L : 0L,
            double number => (float)number,
            _ => value,
        }),
    };

    /// <summary>Sets <c>kernel_shape</c>; one number counts for two axes.</summary>
    public OperatorCase Kernel(params int[] sizes) => Set("kernel_shape", Both(sizes, 2));

    /// <summary>Sets <c>strides</c>; one number counts for two axes.</summary>
    public OperatorCase Stride(params int[] steps) => Set("strides", Both(steps, 2));

    /// <summary>Sets <c>dilations</c>; one number counts for two axes.</summary>
    public OperatorCase Dilation(params int[] steps) => Set("dilations", Both(steps, 2));

    /// <summary>Sets <c>pads</c>, all beginnings before all ends; one number counts for all four sides.</summary>
    public OperatorCase Pads(params int[] sizes) => Set("pads", Both(sizes, 4));

    /// <summary>Appends a run-time input: floats that the shape and the place decide, between -2 and 2.</summary>
    public OperatorCase On(params int[] dims) => On(Samples.Floats(new Shape(dims), Operands.Count));

    /// <inheritdoc cref="On(int[])"/>
    public OperatorCase On(Shape shape) => On(Samples.Floats(shape, Operands.Count));

    /// <summary>Appends a run-time input.</summary>
    public OperatorCase On(Tensor tensor) => this with { Operands = Operands.Append((tensor, false)).ToArray() };

    /// <summary>Appends a constant: floats as for <see cref="On(int[])"/>.</summary>
    public OperatorCase Weights(params int[] dims) => Constant(Samples.Floats(new Shape(dims), Operands.Count));

    /// <summary>Appends a constant.</summary>
    public OperatorCase Constant(Tensor tensor) => this with { Operands = Operands.Append((tensor, true)).ToArray() };

    /// <summary>Appends a constant vector of 64-bit integers: axes, shapes, pads.</summary>
    public OperatorCase Constant(params long[] values) => Constant(Tensor.Vector(values));

    /// <summary>Leaves out an optional input.</summary>
    public OperatorCase Without() => this with { Operands = Operands.Append((null, true)).ToArray() };

    /// <summary>Tells how many outputs there are and of which types; without it there is one of the first input's type.</summary>
    public OperatorCase Gives(params ElementType[] types) => this with { Results = types };

    /// <summary>Writes the operator in an older operator set's form, or in another domain.</summary>
    public OperatorCase In(int opset, string domain = "") => this with { Opset = opset, Domain = domain };

    /// <summary>
    /// How far values may be off, relative to the largest finite value of the output; element by element it is relative to each value, or
    /// to 1 (or the output's largest) for smaller ones.
    /// </summary>
    public OperatorCase Within(double tolerance, bool elementByElement = false) =>
        this with { Tolerance = tolerance, IsElementByElement = elementByElement };

    /// <summary>The model: inputs <c>x0 ...</c>, constants <c>c0 ...</c> and outputs <c>y0 ...</c>, numbered by place.</summary>
    public Model Build()
    {
        var graph = new Graph(
            Operator,
            Feeds.Select(f => new ValueInfo(f.Key, f.Value.Type, f.Value.Shape)).ToArray(),
            Types().Select((type, i) => new ValueInfo($"y{i}", type, (IReadOnlyList<Dimension>?)null)).ToArray(),
            new[]
            {
                new Node(Operator, Operands.Select((o, i) => o.Value is null ? "" : o.Constant ? $"c{i}" : $"x{i}").ToArray(),
                    Types().Select((_, i) => $"y{i}").ToArray()) { Attributes = Attributes, Domain = Domain, Opset = Opset },
            },
            Operands.Select((o, i) => (o, i)).Where(p => p.o.Value is not null && p.o.Constant).ToDictionary(p => $"c{p.i}", p => p.o.Value!));
        var opsets = new Dictionary<string, int> { [""] = Domain.Length == 0 ? Opset : 21 };
        opsets[Domain] = Opset;
        return new Model(graph, opsets);
    }

    /// <inheritdoc/>
    public override string ToString()
    {
        string attributes = string.Join(", ", Attributes.Values.Select(a => $"{a.Key} {Show(a.Value)}"));
        return $"{Operator}({string.Join(", ", Operands.Select(o => o.Value is null ? "-" : $"{(o.Constant ? "constant " : "")}{o.Value}"))}) {attributes}";
    }

    private IReadOnlyList<ElementType> Types() => Results.Count > 0 ? Results : new[] { Operands[0].Value!.Type };

    private static int[] Both(int[] given, int count) => given.Length == 1 && count > 1 ? Enumerable.Repeat(given[0], count).ToArray() : given;

    private static string Show(object value) =>
        value is Array array ? $"[{string.Join(", ", array.Cast<object>())}]" : value.ToString()!;
}
