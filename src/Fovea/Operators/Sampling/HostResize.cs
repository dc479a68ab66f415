using System.Linq;
using Fovea.Models;

namespace Fovea.Operators.Sampling;

/// <summary>Resizes constants, axis by axis, from the tables that the kernels read.</summary>
internal static class HostResize
{
    /// <summary>Copies or weighs elements.</summary>
    /// <param name="data">The source; of floating-point elements where they are weighed.</param>
    /// <param name="mode">How.</param>
    /// <param name="axes">Every axis of it.</param>
    /// <param name="outside">What lies beyond a region of interest.</param>
    public static Tensor Apply(Tensor data, ResizeMode mode, ResizeAxis[] axes, float outside)
    {
        Tensor beyond = Tensor.Vector(outside).Convert(data.Type);
        for (int i = 0; i < axes.Length; i++)
        {
            if (!axes[i].IsSame)
                data = mode.Copies ? Copied(data, i, axes[i], axes[i].Table(mode), beyond) : Weighed(data, i, axes[i], axes[i].Table(mode), beyond);
        }

        return data;
    }

    private static Tensor Copied(Tensor data, int along, ResizeAxis axis, float[] table, Tensor beyond)
    {
        Shape shape = data.Shape.With(along, axis.Output);
        int inner = shape.Product(along + 1, shape.Rank), stride = table.Length / System.Math.Max(1, axis.Output);
        // What lies beyond stands behind the source.
        var source = new Tensor(data.Type, new Shape(data.Shape.Count + 1), data.Bytes.ToArray().Concat(beyond.Bytes.ToArray()).ToArray());
        return HostGather.Fill(source, shape, i =>
        {
            int line = i / inner, place = (int)table[line % axis.Output * stride];
            return place < 0 ? data.Shape.Count : (((line / axis.Output * axis.Input) + place) * inner) + (i % inner);
        });
    }

    private static Tensor Weighed(Tensor data, int along, ResizeAxis axis, float[] table, Tensor beyond)
    {
        Shape shape = data.Shape.With(along, axis.Output);
        int inner = shape.Product(along + 1, shape.Rank), stride = table.Length / System.Math.Max(1, axis.Output);
        double[] values = data.ToDoubles();
        var results = new double[shape.Count];
        for (int i = 0; i < results.Length; i++)
        {
            int line = i / inner, first = (line / axis.Output * axis.Input * inner) + (i % inner), taps = line % axis.Output * stride;
            if (table[taps] < 0)
            {
                results[i] = beyond.ToDoubles()[0];
                continue;
            }

            for (int t = taps; t < taps + stride; t += 2)
                results[i] += table[t + 1] * values[first + ((int)table[t] * inner)];
        }

        return Tensor.From(data.Type, shape, results);
    }
}
