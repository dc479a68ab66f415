using System;
using System.Collections.Generic;
using System.Linq;
using Fovea.Models;

namespace Fovea.Vision.Decoders;

/// <summary>The decoders that scene files may name. A further one is its file and one line here, or an <see cref="Add"/> by its user.</summary>
public static class DecoderRegistry
{
    private static readonly Dictionary<string, Func<IReadOnlyDictionary<string, Shape>, Shape, Decoder>> Factories = new()
    {
        ["BlazeFace"] = (outputs, input) => BlazeFaceDecoder.Create(outputs, input[input.Rank - 2]),
    };

    /// <summary>All names.</summary>
    public static IReadOnlyCollection<string> Names => Factories.Keys;

    /// <summary>Adds a decoder, or replaces the one of that name.</summary>
    /// <param name="name">The name in scene files.</param>
    /// <param name="create">Makes it for the shapes of a network's outputs, by name, and of its input.</param>
    public static void Add(string name, Func<IReadOnlyDictionary<string, Shape>, Shape, Decoder> create) => Factories[name] = create;

    /// <summary>Makes the decoder of a network.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="outputs">The shapes of the network's outputs.</param>
    /// <param name="input">The shape of its input.</param>
    /// <exception cref="ModelException">There is no such decoder, or the network's outputs are not what it reads.</exception>
    public static Decoder Create(string name, IReadOnlyDictionary<string, Shape> outputs, Shape input) =>
        Factories.TryGetValue(name, out Func<IReadOnlyDictionary<string, Shape>, Shape, Decoder>? create)
            ? create(outputs, input)
            : throw new ModelException($"There is no decoder '{name}'; there is {string.Join(", ", Factories.Keys.OrderBy(n => n, StringComparer.Ordinal))}.");
}
