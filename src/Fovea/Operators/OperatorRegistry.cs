using System;
using System.Collections.Generic;
using Fovea.Models;

namespace Fovea.Operators;

/// <summary>
/// The operators that networks may use, by domain and name. A user adds operators of their own before a network is loaded.
/// </summary>
public sealed class OperatorRegistry
{
    private readonly Dictionary<(string Domain, string Name), Func<Node, Operator>> _factories = new();

    /// <summary>The registry that is used where none is named: every operator of Fovea, and what was added to it.</summary>
    public static OperatorRegistry Default { get; } = BuiltInOperators.AddTo(new OperatorRegistry());

    /// <summary>All operators, as domain and name.</summary>
    public IReadOnlyCollection<(string Domain, string Name)> Names => _factories.Keys;

    /// <summary>Adds an operator, or replaces the one of that name.</summary>
    /// <param name="domain">The operator set's domain; empty for ONNX's own.</param>
    /// <param name="name">The operator's name.</param>
    /// <param name="create">Makes the operator from a node; throws <see cref="ModelException"/> for attributes it cannot honour.</param>
    /// <returns>This registry.</returns>
    public OperatorRegistry Add(string domain, string name, Func<Node, Operator> create)
    {
        _factories[(domain, name)] = create;
        return this;
    }

    /// <summary>A registry of its own with the same operators, to add to without changing this one.</summary>
    public OperatorRegistry Copy()
    {
        var copy = new OperatorRegistry();
        foreach (KeyValuePair<(string Domain, string Name), Func<Node, Operator>> entry in _factories)
            copy._factories[entry.Key] = entry.Value;
        return copy;
    }

    /// <summary>Whether a node's operator is there.</summary>
    public bool Supports(Node node) => _factories.ContainsKey((node.Domain, node.Operator));

    /// <summary>Creates the operator of a node.</summary>
    /// <exception cref="ModelException">No operator of that name is there, or it cannot honour an attribute; the message names the node.</exception>
    public Operator Create(Node node)
    {
        if (!_factories.TryGetValue((node.Domain, node.Operator), out Func<Node, Operator>? create))
            throw new ModelException($"{node}: operator {Qualified(node)} is not supported.");
        try
        {
            return create(node);
        }
        catch (ModelException e) when (!e.Message.Contains(node.Label))
        {
            throw new ModelException($"{node}: {e.Message}", e);
        }
    }

    internal static string Qualified(Node node) => node.Domain.Length > 0 ? $"{node.Domain}.{node.Operator}" : node.Operator;
}
