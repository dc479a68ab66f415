using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using Fovea.Models;

namespace Fovea.Operators;

/// <summary>
/// Which inputs an operator takes, written as <c>"T=float x, T w, T? b, index axes"</c>: for each input the types that it may have and its
/// name in ONNX's description of the operator.
/// </summary>
/// <remarks>
/// The types are <c>float</c>, <c>whole</c> (numbers), <c>number</c> (either), <c>index</c> (32 or 64 bits), <c>bool</c> and <c>any</c>. A
/// letter before the equals sign names what an input turns out to have, for those that must have the same: floating-point numbers of any
/// width count as one, since Fovea holds all in 32 bits. A question mark follows where an input may be left out, a star where the last may
/// come any number of times.
/// </remarks>
internal sealed class Signature
{
    private static readonly ConcurrentDictionary<string, Signature> Parsed = new();

    private readonly (string Name, string Types, string Variable, bool Optional)[] _inputs;
    private readonly bool _repeats;

    private Signature(string text)
    {
        string[] inputs = text.Split(new[] { ", " }, StringSplitOptions.None);
        _repeats = inputs[inputs.Length - 1].Contains('*');
        var sets = new Dictionary<string, string>();
        _inputs = inputs.Select(input =>
        {
            string[] parts = input.Split(' ');
            string[] type = parts[0].TrimEnd('?', '*').Split('=');
            if (type.Length == 2)
                sets[type[0]] = type[1];
            bool same = sets.TryGetValue(type[0], out string? set);
            return (parts[1], set ?? type[0], same ? type[0] : "", parts[0].EndsWith("?"));
        }).ToArray();
    }

    /// <summary>Reads a signature.</summary>
    public static Signature Of(string text) => Parsed.GetOrAdd(text, t => new Signature(t));

    /// <summary>Checks a node's inputs.</summary>
    /// <param name="node">The node.</param>
    /// <param name="inputs">What is known of its inputs; null where one is left out.</param>
    /// <param name="added">How many inputs passes put behind the operator's own.</param>
    /// <exception cref="ModelException">There are too few or too many, or one has a type that the operator does not take.</exception>
    public void Check(Node node, IReadOnlyList<TensorInfo?> inputs, int added)
    {
        int least = _inputs.Count(input => !input.Optional), given = inputs.Count;
        if (added == 0 && (given < least || (given > _inputs.Length && !_repeats)))
        {
            string range = _repeats ? $"{least} or more" : least == _inputs.Length ? $"{least}" : $"{least} to {_inputs.Length}";
            throw new ModelException($"{node} has {given} inputs; {node.Operator} takes {range}: {string.Join(", ", _inputs.Select(i => i.Name))}.");
        }

        var first = new Dictionary<string, int>();
        for (int i = 0; i < Math.Min(given, _repeats ? given : _inputs.Length); i++)
        {
            (string name, string types, string variable, bool optional) = _inputs[Math.Min(i, _inputs.Length - 1)];
            if (inputs[i] is not { } info)
            {
                if (!optional)
                    throw new ModelException($"{node} lacks its input {i} ({name}), which {node.Operator} needs.");
                continue;
            }

            if (!Includes(types, info.Type))
                throw new ModelException($"{node}: its input {i} ({name}) is {info}; {node.Operator} takes {Words(types)} there.");
            if (variable.Length == 0)
                continue;
            if (!first.TryGetValue(variable, out int other))
                first[variable] = other = i;
            if (inputs[other]!.Type != info.Type && !(info.Type.IsFloating() && inputs[other]!.Type.IsFloating()))
            {
                throw new ModelException(
                    $"{node}: its input {i} ({name}) is {info}, its input {other} {inputs[other]}; {node.Operator} takes both of one type only.");
            }
        }
    }

    private static bool Includes(string types, ElementType type) => types switch
    {
        "float" => type.IsFloating(),
        "whole" => type.IsInteger(),
        "number" => type.IsFloating() || type.IsInteger(),
        "index" => type is ElementType.Int32 or ElementType.Int64,
        "bool" => type == ElementType.Bool,
        "any" => type.IsFloating() || type.IsInteger() || type == ElementType.Bool,
        _ => throw new ArgumentException($"'{types}' is no set of element types."),
    };

    private static string Words(string types) => types switch
    {
        "float" => "floating-point numbers",
        "whole" => "whole numbers",
        "number" => "numbers",
        "index" => "whole numbers of 32 or 64 bits",
        "bool" => "bools",
        _ => "numbers and bools",
    };
}
