using System;
using System.Collections.Generic;
using System.Linq;
using Fovea.Models;

namespace Fovea.Conformance;

/// <summary>All the ways to damage one node.</summary>
internal static class Damages
{
    private static readonly ElementType[] Types = [ElementType.Float, ElementType.Int64, ElementType.Int32, ElementType.UInt8, ElementType.Bool];

    /// <summary>What was done, the node, and the values that it reads.</summary>
    public static IEnumerable<(string Damage, Node Node, Dictionary<string, Tensor> Values)> Of(Node node, IReadOnlyDictionary<string, Tensor> inputs)
    {
        Dictionary<string, Tensor> values = inputs.ToDictionary(i => i.Key, i => i.Value);
        for (int i = 0; i < node.Inputs.Count; i++)
        {
            yield return ($"input {i} left out", node with { Inputs = node.Inputs.Select((n, at) => at == i ? "" : n).ToArray() }, values);
            yield return ($"no inputs from {i} on", node with { Inputs = node.Inputs.Take(i).ToArray() }, values);
            if (!values.TryGetValue(node.Inputs[i], out Tensor? given))
                continue;
            foreach ((string damage, Tensor tensor) in OfTensor(given))
                yield return ($"input {i} {given} {damage}", node, new Dictionary<string, Tensor>(values) { [node.Inputs[i]] = tensor });
        }

        yield return ("an input too many", node with { Inputs = [.. node.Inputs, .. node.Inputs] }, values);
        foreach ((string name, object value) in node.Attributes.Values)
        {
            yield return ($"no {name}", node with { Attributes = node.Attributes.Without(name) }, values);
            foreach (object other in OfAttribute(value))
                yield return ($"{name} {Text(other)} instead of {Text(value)}", node with { Attributes = node.Attributes.With(name, other) }, values);
        }
    }

    private static IEnumerable<(string Damage, Tensor Tensor)> OfTensor(Tensor tensor)
    {
        foreach (ElementType type in Types.Where(t => t != tensor.Type))
            yield return ($"as {type}", tensor.Convert(type));
        yield return ("with an axis more", tensor.Reshape(new Shape(tensor.Shape.Prepend(1).ToArray())));
        yield return ("as a vector", tensor.Reshape(new Shape(tensor.Shape.Count)));
        yield return ("as a scalar", Filled(tensor, Shape.Scalar));
        yield return ("of nothing", Filled(tensor, new Shape(0)));
        for (int axis = 0; axis < tensor.Shape.Rank; axis++)
        {
            yield return ($"with axis {axis} longer", Filled(tensor, tensor.Shape.With(axis, tensor.Shape[axis] + 1)));
            yield return ($"with axis {axis} empty", Filled(tensor, tensor.Shape.With(axis, 0)));
        }

        if (tensor.Type.IsInteger() && tensor.Shape.Count is > 0 and <= 16)
        {
            // No case may make a tensor so large that only the machine's memory stands against it.
            foreach (long number in new[] { -1, 0, 1, tensor.Shape.Count <= 3 ? 99 : 7, -99, int.MaxValue, long.MaxValue, long.MinValue })
                yield return ($"all {number}", Tensor.Of<long>(tensor.Shape, Enumerable.Repeat(number, tensor.Shape.Count).ToArray()).Convert(tensor.Type));
        }
    }

    private static IEnumerable<object> OfAttribute(object value) => value switch
    {
        long => [-1L, 0L, 1L, 2L, 99L, -99L, (long)int.MaxValue, long.MaxValue, long.MinValue, "text", 1.5f, new[] { 1L, 1L }],
        float => [0f, -1f, float.NaN, float.PositiveInfinity, 1L, "text"],
        string => ["nonsense", "", 1L],
        long[] numbers => [
            Array.Empty<long>(), numbers.Append(1L).ToArray(), numbers.Skip(1).ToArray(),
            .. new[] { 0L, -1L, 99L, int.MaxValue, long.MaxValue, long.MinValue }.Select(n => (object)Enumerable.Repeat(n, numbers.Length).ToArray()), 1L, "text"],
        _ => [1L, "text"],
    };

    private static Tensor Filled(Tensor like, Shape shape)
    {
        double[] values = like.ToDoubles();
        return Tensor.From(like.Type, shape, Enumerable.Range(0, shape.Count).Select(i => values.Length == 0 ? 0 : values[i % values.Length]).ToArray());
    }

    private static string Text(object value) => value is Array array ? $"[{string.Join(", ", array.Cast<object>())}]" : $"{value}";
}
