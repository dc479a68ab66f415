using System.Collections.Generic;
using System.Numerics;
using Fovea.Scenes.Components;
using Fovea.Scenes.Files;
using Fovea.Scenes.Numerics;

namespace Fovea.Scenes.Randomizers;

/// <summary>Gives a colour to what has one beside it: the mesh, the lamp, or the plain background of the sky.</summary>
public sealed class ColorRandomizer : Randomizer
{
    private ColorSource _colors = null!;

    /// <summary>Which colour of a mesh.</summary>
    public ColorTarget Of { get; set; }

    /// <summary>Whether the meshes below the entity get a colour too, each its own.</summary>
    public bool Below { get; set; }

    /// <inheritdoc/>
    public override void Visit(Fields fields)
    {
        _colors = new ColorSource(fields);
        Of = fields.Choice("of", Of, "Which colour of a mesh.");
        Below = fields.Flag("below", Below, "Whether the meshes below the entity get a colour too, each its own.");
    }

    /// <inheritdoc/>
    public override void Randomize()
    {
        CounterRandom random = Random($"Color.{Of}");
        if (Entity.Find<SkyComponent>() is { } sky)
            sky.Environment = sky.Environment with { Background = _colors.Sample(ref random) };
        else if (Entity.Find<LightComponent>() is { } light)
            light.Color = _colors.Sample(ref random);
        else
            Paint(Targets<MeshRendererComponent>(Below), ref random);
    }

    private void Paint(IReadOnlyList<MeshRendererComponent> meshes, ref CounterRandom random)
    {
        foreach (MeshRendererComponent mesh in meshes)
        {
            Vector3 color = _colors.Sample(ref random);
            if (Of is ColorTarget.Color or ColorTarget.Flat)
                mesh.Color = color;
            if (Of == ColorTarget.PatternColor)
                mesh.PatternColor = color;
            if (Of is ColorTarget.Emission or ColorTarget.Flat)
                mesh.Emission = color;
            mesh.Changed();
        }
    }
}
