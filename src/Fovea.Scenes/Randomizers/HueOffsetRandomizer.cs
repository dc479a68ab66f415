using System.Numerics;
using Fovea.Scenes.Components;
using Fovea.Scenes.Files;
using Fovea.Scenes.Numerics;
using Fovea.Scenes.Samplers;

namespace Fovea.Scenes.Randomizers;

/// <summary>Turns the hue of the colours that the scene gives a mesh; how pale and how bright they are stays.</summary>
public sealed class HueOffsetRandomizer : Randomizer
{
    private static readonly Sampler Any = new UniformSampler(-180, 180);

    private Sampler? _offset;

    /// <summary>Whether the meshes below the entity are turned too, all by the same angle.</summary>
    public bool Below { get; set; }

    /// <inheritdoc/>
    public override void Visit(Fields fields)
    {
        _offset = fields.Sampler("offset", "Degrees by which the hue is turned; left out, any.");
        Below = fields.Flag("below", Below, "Whether the meshes below the entity are turned too, all by the same angle.");
    }

    /// <inheritdoc/>
    public override void Randomize()
    {
        double offset = Draw(_offset ?? Any, "HueOffset.offset", 0);
        foreach (MeshRendererComponent mesh in Targets<MeshRendererComponent>(Below))
        {
            mesh.Color = mesh.Color is { } color ? Turn(color, offset) : null;
            mesh.Emission = mesh.Emission is { } emission ? Turn(emission, offset) : null;
            mesh.PatternColor = Turn(mesh.PatternColor, offset);
            mesh.Changed();
        }
    }

    private static Vector3 Turn(Vector3 color, double offset)
    {
        (double hue, double saturation, double value) = Hsv.FromRgb(color);
        return Hsv.ToRgb(hue + offset, saturation, value);
    }
}
