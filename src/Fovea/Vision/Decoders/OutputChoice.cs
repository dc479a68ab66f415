using System;
using System.Collections.Generic;
using System.Linq;
using Fovea.Models;

namespace Fovea.Vision.Decoders;

/// <summary>Tells a network's outputs apart by their shapes, each for one role. A parameter of the role's name settles what shapes do not.</summary>
public sealed class OutputChoice
{
    private readonly DecoderSetup _setup;
    private readonly HashSet<string> _taken = new();

    /// <summary>A choice among all outputs.</summary>
    /// <param name="setup">The network.</param>
    public OutputChoice(DecoderSetup setup) => _setup = setup;

    /// <summary>Takes the output that fits a role.</summary>
    /// <param name="role">The role, which is also the parameter that may name the output.</param>
    /// <param name="fits">Whether a shape is possible.</param>
    /// <param name="tie">What is done when several fit.</param>
    /// <param name="hint">A word that settles a tie before that, when one name only holds it.</param>
    /// <returns>Its name; null when none fits.</returns>
    /// <exception cref="ModelException">Several fit, or the one that was named does not.</exception>
    public string? Take(string role, Func<Shape, bool> fits, OutputTie tie = OutputTie.Refuse, string? hint = null)
    {
        string named = _setup.Parameters.Word(role, string.Empty);
        if (named.Length > 0)
            return TakeNamed(role, named, fits);
        string[] names = _setup.Outputs.Where(o => !_taken.Contains(o.Key) && fits(o.Value)).Select(o => o.Key).ToArray();
        if (names.Length > 1 && hint is not null && names.Count(n => n.Contains(hint, StringComparison.OrdinalIgnoreCase)) == 1)
            names = names.Where(n => n.Contains(hint, StringComparison.OrdinalIgnoreCase)).ToArray();
        if (names.Length > 1 && tie == OutputTie.Refuse)
        {
            throw new ModelException(
                $"By their shapes each of these outputs could be the {role}: {string.Join(", ", names.Select(n => $"{n} {_setup.Outputs[n]}"))}. " +
                $"Name the one that is in the decoder's parameter '{role}'.");
        }

        if (names.Length == 0)
            return null;
        string found = names[tie == OutputTie.Last ? names.Length - 1 : 0];
        _taken.Add(found);
        return found;
    }

    private string TakeNamed(string role, string name, Func<Shape, bool> fits)
    {
        if (!_setup.Outputs.TryGetValue(name, out Shape? shape))
        {
            throw new ModelException(
                $"The decoder's parameter '{role}' is \"{name}\", but the network has no such output; it has {string.Join(", ", _setup.Outputs.Keys)}.");
        }

        if (!fits(shape))
            throw new ModelException($"The decoder's parameter '{role}' is \"{name}\", but an output of shape {shape} cannot be that.");
        _taken.Add(name);
        return name;
    }
}
