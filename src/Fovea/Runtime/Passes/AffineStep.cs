using System;
using System.Linq;
using Fovea.Models;
using Fovea.Operators;

namespace Fovea.Runtime.Passes;

/// <summary>A node that makes s x + t of each channel of a map x, with constants s and t.</summary>
internal sealed class AffineStep
{
    private readonly double[] _values;
    private readonly Func<double, (double Scale, double Shift)> _line;

    private AffineStep(double[] values, bool isScale, Func<double, (double Scale, double Shift)> line)
    {
        _values = values;
        _line = line;
        IsScale = isScale;
    }

    /// <summary>Whether nothing is added, so that zero stays zero.</summary>
    public bool IsScale { get; }

    /// <summary>Reads a node; null where it does something else to the value, or something that differs from place to place.</summary>
    /// <param name="node">The node.</param>
    /// <param name="value">The map that it reads.</param>
    /// <param name="channels">The map's channels, along its second axis.</param>
    /// <param name="context">The graph's constants.</param>
    public static AffineStep? Of(Node node, string value, int channels, PassContext context)
    {
        if (node.Domain.Length > 0 || node.Inputs.Count != 2 || node.Outputs.Count != 1 || node.Inputs[0] == node.Inputs[1])
            return null;
        bool isFirst = node.Inputs[0] == value;
        if (context.Known(node.Inputs[isFirst ? 1 : 0]) is not { } constant || !context.Infos.TryGetValue(value, out TensorInfo? map))
            return null;
        TensorInfo result = context.Infos[node.Outputs[0]];
        if (!constant.Type.IsFloating() || !map.Type.IsFloating() || !result.Shape.Equals(map.Shape) || !IsNumberOrChannels(constant.Shape, map.Shape.Rank, channels))
            return null;
        double[] values = constant.ToDoubles();
        return (node.Operator, isFirst) switch
        {
            ("Mul", _) => new AffineStep(values, true, c => (c, 0)),
            // What overflows when it is divided by is no number to fold.
            ("Div", true) when values.All(c => c != 0) => new AffineStep(values, true, c => (1 / c, 0)),
            ("Add", _) => new AffineStep(values, false, c => (1, c)),
            ("Sub", true) => new AffineStep(values, false, c => (1, -c)),
            ("Sub", false) => new AffineStep(values, false, c => (-1, c)),
            _ => null,
        };
    }

    /// <summary>The factor of a channel.</summary>
    public double Scale(int channel) => _line(At(channel)).Scale;

    /// <summary>What is added to a channel.</summary>
    public double Shift(int channel) => _line(At(channel)).Shift;

    private double At(int channel) => _values[_values.Length == 1 ? 0 : channel];

    private static bool IsNumberOrChannels(Shape shape, int rank, int channels)
    {
        if (shape.Count == 1)
            return shape.Rank <= rank;
        int own = shape.Rank - (rank - 1);
        return own >= 0 && shape.Count == channels && shape[own] == channels;
    }
}
