using System;
using System.Collections.Generic;
using Fovea.Models;

namespace Fovea.Operators.Elementwise;

/// <summary>
/// One operator that computes each element from the elements at the same place of its (broadcast) inputs. The row serves the stand-alone
/// kernel, the epilogue of other kernels and the host.
/// </summary>
public sealed class ElementwiseRow
{
    internal ElementwiseRow(string name, IReadOnlyList<string> inputs, string glsl, Func<double[], double> host, ElementwiseAccuracy? accuracy = null)
    {
        Operator = name;
        Inputs = inputs;
        Glsl = glsl;
        Host = host;
        Accuracy = accuracy;
    }

    /// <summary>The ONNX operator.</summary>
    public string Operator { get; }

    /// <summary>The names of the inputs in <see cref="Glsl"/>.</summary>
    public IReadOnlyList<string> Inputs { get; }

    /// <summary>
    /// The scalar expression in GLSL, over the inputs and parameters by name. It has to be right for floats, and for integers where
    /// networks use the operator on them.
    /// </summary>
    public string Glsl { get; }

    /// <summary>The expression where elements are integers; null where it is the same.</summary>
    public string? IntegerGlsl { get; init; }

    /// <summary>The expression where elements are <c>uint</c>, as whole numbers of 32 and more bits without a sign are; null where it is as for others.</summary>
    public string? UnsignedGlsl { get; init; }

    /// <summary>The same function on the host: inputs first, then parameters.</summary>
    public Func<double[], double> Host { get; }

    /// <summary>How far the results for floats may be from those of mathematics; every row of the <see cref="ElementwiseTable"/> says so.</summary>
    public ElementwiseAccuracy? Accuracy { get; }

    /// <summary>The function on the host where all elements are whole numbers; null where a double holds whatever it makes of them.</summary>
    public Func<long[], long>? HostInteger { get; init; }

    /// <summary>Whether a whole number is computed as a float where another input is one: a power with a fractional exponent.</summary>
    public bool IsPromoted { get; init; }

    /// <summary>The float attributes that the expression reads, with their defaults.</summary>
    public IReadOnlyList<(string Name, float Default)> Parameters { get; init; } = Array.Empty<(string, float)>();

    /// <summary>For inputs that may be left out, from the last on: what is read in their place, for floats and integers.</summary>
    public IReadOnlyList<(string Float, string Integer, double Host)> Defaults { get; init; } = Array.Empty<(string, string, double)>();

    /// <summary>Whether the result is a bool.</summary>
    public bool IsPredicate { get; init; }

    /// <summary>The input whose element type is the result's, where that is not the first.</summary>
    public int TypeFrom { get; init; }

    /// <summary>Whether any number of inputs is combined from left to right by the expression for two.</summary>
    public bool IsVariadic { get; init; }

    /// <summary>Whether the sum of a variadic operator is divided by the number of inputs.</summary>
    public bool IsMean { get; init; }

    /// <summary>GLSL before the expression: the functions that it calls, or the line that includes them.</summary>
    public string Functions { get; init; } = "";

    /// <summary>Whether f(0, ..., 0) = 0, so that zero lanes stay zero without a mask.</summary>
    public bool KeepsZero { get; init; }

    /// <summary>The GLSL type of the result, where it is neither a bool nor an input's type.</summary>
    internal string? Result { get; init; }

    /// <summary>The row that takes this one's place for some nodes, by an attribute that is no number.</summary>
    internal Func<Node, ElementwiseRow?>? Variant { get; init; }

    /// <summary>The values of the parameters of one node.</summary>
    public float[] ParametersOf(Node node)
    {
        var values = new float[Parameters.Count];
        for (int i = 0; i < values.Length; i++)
            values[i] = node.Attributes.Float(Parameters[i].Name, Parameters[i].Default);
        return values;
    }
}
