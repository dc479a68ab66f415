using System;
using System.Collections.Generic;
using System.Globalization;
using System.Numerics;
using Fovea.Scenes.Files;
using Fovea.Scenes.Numerics;
using Fovea.Scenes.Randomizers.Placement;
using Fovea.Scenes.Samplers;
using Fovea.Scenes.Worlds;

namespace Fovea.Scenes.Randomizers;

/// <summary>
/// A wall of shapes of any look behind everything, so that no background is like another (domain randomisation). The wall stands in the plane of
/// its entity's x and y; further layers lie behind it, along -z.
/// </summary>
public sealed class BackgroundPlacementRandomizer : Randomizer
{
    private static readonly Sampler AnySize = new UniformSampler(0.8, 1.6);

    private ShapeSource _shapes = null!;
    private Sampler? _scale;

    /// <summary>The wall's width and height, metres.</summary>
    public Vector2 Size { get; set; } = new(10, 6);

    /// <summary>The least distance between the middles of two shapes of a layer, metres.</summary>
    public double Separation { get; set; } = 0.7;

    /// <summary>How many layers there are.</summary>
    public int Layers { get; set; } = 2;

    /// <inheritdoc/>
    public override void Visit(Fields fields)
    {
        Size = fields.Pair("size", Size, "The wall's width and height, metres.");
        Separation = fields.Number("separation", Separation, "The least distance between the middles of two shapes of a layer, metres.", 0.001);
        Layers = (int)fields.Whole("layers", Layers, "How many layers there are, each a separation behind the other.", 1, 20);
        _scale = fields.Sampler("scale", "How large shapes are, in separations; left out, 0.8 to 1.6.");
        _shapes = new ShapeSource(fields);
        if (!(Size.X > 0 && Size.Y > 0))
            throw fields.Error("size", "width and height are more than 0.");
        if (Size.X * Size.Y / (Separation * Separation) > 100000)
            throw fields.Error("separation", "that makes more than a hundred thousand shapes: take a greater one.");
    }

    /// <inheritdoc/>
    public override void Check(Scene scene, Func<string, string, SceneException> error) => _shapes.Check(scene, error);

    /// <inheritdoc/>
    public override void Randomize()
    {
        for (int layer = 0; layer < Layers; layer++)
        {
            CounterRandom places = Random(string.Create(CultureInfo.InvariantCulture, $"BackgroundPlacement.places {layer}"));
            CounterRandom looks = Random(string.Create(CultureInfo.InvariantCulture, $"BackgroundPlacement.looks {layer}"));
            List<(double X, double Y)> points = PoissonDisk.Fill(Size.X, Size.Y, Separation, static (_, _) => true, ref places);
            foreach ((double x, double y) in points)
            {
                double size = Separation * (_scale ?? AnySize).Sample(ref looks);
                WorldEntity shape = _shapes.Add(Entity, "background", size, ref looks);
                shape.Position = new Vector3((float)x, (float)y, (float)(-layer * Separation));
            }
        }
    }
}
