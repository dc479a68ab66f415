using System;
using System.Collections.Generic;
using Fovea.Scenes.Components;
using Fovea.Scenes.Files;
using Fovea.Scenes.Meshes;
using Fovea.Scenes.Numerics;
using Fovea.Scenes.Samplers;
using Fovea.Scenes.Worlds;

namespace Fovea.Scenes.Randomizers;

/// <summary>Shapes of any look, without a label: what a network must learn to leave alone.</summary>
internal sealed class ShapeSource
{
    private static readonly string[] Simple = ["box", "sphere", "cylinder", "cone", "capsule", "torus", "prism"];

    private readonly IReadOnlyList<string> _meshes;
    private readonly WeightedChoice? _choice;
    private readonly ColorSource _colors;
    private readonly double _patternChance;

    /// <summary>Reads the fields <c>meshes</c>, <c>patternChance</c> and those of <see cref="ColorSource"/>.</summary>
    public ShapeSource(Fields fields)
    {
        _meshes = fields.Texts("meshes", Simple, $"What the shapes are: meshes by name, or files. Left out, {string.Join(", ", Simple)}.");
        _patternChance = fields.Number("patternChance", 0.5, "How probable it is that a shape has a pattern of two colours.", 0, 1);
        _colors = new ColorSource(fields);
        _choice = Weights.Choice(fields, "meshes", [], _meshes.Count);
    }

    /// <summary>Makes sure that the meshes are there.</summary>
    public void Check(Scene scene, Func<string, string, SceneException> error)
    {
        foreach (string mesh in _meshes)
            scene.Models!.Check(mesh, new Dictionary<string, object>(), message => error("meshes", message));
    }

    /// <summary>Adds a shape.</summary>
    /// <param name="parent">What it is below.</param>
    /// <param name="name">What it is called.</param>
    /// <param name="size">About how large it is, metres: its mesh is scaled so that the longest side is that.</param>
    /// <param name="random">The stream that all about it is drawn from.</param>
    public WorldEntity Add(WorldEntity parent, string name, double size, ref CounterRandom random)
    {
        WorldEntity entity = parent.World.AddEmpty(name, parent);
        entity.Rotation = TransformRandomizer.Any(ref random);
        var mesh = entity.Add(new MeshRendererComponent
        {
            Mesh = _meshes[_choice!.Next(ref random)],
            Color = _colors.Sample(ref random),
            PatternColor = _colors.Sample(ref random),
            Pattern = random.Chance(_patternChance) ? (SurfacePattern)(1 + random.NextIndex(3)) : SurfacePattern.None,
            Roughness = (float)random.Between(0.1, 1),
            Metallic = random.Chance(0.15) ? 1 : 0,
        });
        Bounds bounds = mesh.Model.Bounds;
        float longest = Math.Max(bounds.Max.X - bounds.Min.X, Math.Max(bounds.Max.Y - bounds.Min.Y, bounds.Max.Z - bounds.Min.Z));
        mesh.PatternSize = (float)random.Between(0.05, 0.4) * longest;
        entity.Scale *= (float)Math.Max(1e-4, size) / Math.Max(longest, 1e-6f);
        return entity;
    }
}
