using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Fovea.Models;

namespace Fovea.Player.Networks;

/// <summary>The shapes that a network's inputs get: its own, those of the command line, and 1 for what is still open.</summary>
internal sealed class InputShapes
{
    private InputShapes(IReadOnlyList<ValueInfo> inputs, IReadOnlyDictionary<string, Shape> shapes, IReadOnlyList<string> notes)
    {
        Inputs = inputs;
        Shapes = shapes;
        Notes = notes;
    }

    /// <summary>The inputs, none of their dimensions open.</summary>
    public IReadOnlyList<ValueInfo> Inputs { get; }

    /// <summary>The shape of every input.</summary>
    public IReadOnlyDictionary<string, Shape> Shapes { get; }

    /// <summary>What was assumed, a sentence each.</summary>
    public IReadOnlyList<string> Notes { get; }

    /// <summary>Decides the shapes.</summary>
    /// <param name="inputs">The network's inputs.</param>
    /// <param name="given">Texts as <c>data=1x3x224x224</c>; with a single input the name may be left out.</param>
    /// <exception cref="UsageException">A text cannot be read, names no input or does not fit it.</exception>
    public static InputShapes Decide(IReadOnlyList<ValueInfo> inputs, IEnumerable<string> given)
    {
        var asked = new Dictionary<string, Shape>();
        foreach (string text in given)
        {
            (string name, Shape shape) = Parse(text, inputs);
            asked[name] = shape;
        }

        var notes = new List<string>();
        ValueInfo[] closed = inputs.Select(input => Close(input, asked.GetValueOrDefault(input.Name), notes)).ToArray();
        return new InputShapes(closed, closed.ToDictionary(i => i.Name, i => i.Shape!), notes);
    }

    private static ValueInfo Close(ValueInfo input, Shape? asked, List<string> notes)
    {
        if (asked is not null)
        {
            IReadOnlyList<Dimension>? dims = input.Dimensions;
            bool fits = dims is null
                || (dims.Count == asked.Rank && Enumerable.Range(0, dims.Count).All(i => dims[i].Value is null || dims[i].Value == asked[i]));
            return fits ? new ValueInfo(input.Name, input.Type, asked)
                : throw new UsageException($"--shape gives {asked} to the input {input}, which it does not fit.");
        }

        if (input.Dimensions is null)
            throw new UsageException($"The input {input} does not tell its rank. Give its shape: --shape {input.Name}=1x3x224x224.");
        if (input.Shape is not null)
            return input;
        var shape = new Shape(input.Dimensions.Select(d => d.Value ?? 1).ToArray());
        notes.Add(
            $"The input {input} leaves dimensions open; they are taken as 1. " +
            $"Change that with --shape {input.Name}={string.Join('x', shape)}.");
        return new ValueInfo(input.Name, input.Type, shape);
    }

    private static (string Name, Shape Shape) Parse(string text, IReadOnlyList<ValueInfo> inputs)
    {
        int equals = text.LastIndexOf('=');
        if (equals < 0 && inputs.Count != 1)
            throw new UsageException($"--shape '{text}' names no input. Write NAME=SHAPE with one of {Names(inputs)}.");
        string name = equals < 0 ? inputs[0].Name : text[..equals];
        if (inputs.All(i => i.Name != name))
            throw new UsageException($"--shape names the input '{name}'; the network has {Names(inputs)}.");
        string[] parts = text[(equals + 1)..].Split('x', ',');
        var dims = new int[parts.Length];
        for (int i = 0; i < parts.Length; i++)
        {
            if (!int.TryParse(parts[i], NumberStyles.None, CultureInfo.InvariantCulture, out dims[i]) || dims[i] < 1)
            {
                throw new UsageException(
                    $"--shape '{text}' is no shape. Write whole numbers from 1 with x between them, as in {name}=1x3x224x224.");
            }
        }

        return (name, new Shape(dims));
    }

    private static string Names(IEnumerable<ValueInfo> inputs) => string.Join(", ", inputs.Select(i => $"'{i.Name}'"));
}
