using System;
using System.Numerics;
using Fovea.Scenes.Files;
using Fovea.Scenes.Numerics;
using Fovea.Scenes.Samplers;

namespace Fovea.Scenes.Randomizers;

/// <summary>Moves, turns and scales its entity, from where the scene has it.</summary>
public sealed class TransformRandomizer : Randomizer
{
    private static readonly string[] Axes = ["X", "Y", "Z"];

    private readonly Sampler?[] _position = new Sampler?[3];
    private readonly Sampler?[] _rotation = new Sampler?[3];
    private readonly Sampler?[] _scale = new Sampler?[3];
    private Sampler? _size;

    /// <summary>Whether every rotation is as probable as any other, instead of angles.</summary>
    public bool AnyRotation { get; set; }

    /// <inheritdoc/>
    public override void Visit(Fields fields)
    {
        for (int i = 0; i < 3; i++)
            _position[i] = fields.Sampler($"position{Axes[i]}", $"Metres along {Axes[i].ToLowerInvariant()}, added to where it is.");
        for (int i = 0; i < 3; i++)
            _rotation[i] = fields.Sampler($"rotation{Axes[i]}", $"Degrees about its {Axes[i].ToLowerInvariant()}, after which the scene's own rotation follows.");
        for (int i = 0; i < 3; i++)
            _scale[i] = fields.Sampler($"scale{Axes[i]}", $"Multiplies its size along {Axes[i].ToLowerInvariant()}.");
        _size = fields.Sampler("scale", "Multiplies its size in all directions alike.");
        AnyRotation = fields.Flag("anyRotation", AnyRotation, "Whether it is turned in any way, each as probable, instead of by angles.");
    }

    /// <inheritdoc/>
    public override void Randomize()
    {
        Entity.Position += Vector(_position, "Transform.position", 0);
        CounterRandom random = Random("Transform.anyRotation");
        Quaternion turn = AnyRotation ? Any(ref random) : Rotations.FromEuler(Vector(_rotation, "Transform.rotation", 0));
        Entity.Rotation = Rotations.Multiply(Entity.Rotation, turn);
        Entity.Scale *= Vector(_scale, "Transform.scale", 1) * (float)Draw(_size, "Transform.scale", 1);
    }

    /// <summary>A rotation, each as probable as any other (K. Shoemake, "Uniform random rotations", Graphics Gems III, 1992).</summary>
    internal static Quaternion Any(ref CounterRandom random)
    {
        double u = random.NextDouble(), a = 2 * Math.PI * random.NextDouble(), b = 2 * Math.PI * random.NextDouble();
        double p = Math.Sqrt(1 - u), q = Math.Sqrt(u);
        return new Quaternion((float)(p * PortableMath.Sin(a)), (float)(p * PortableMath.Cos(a)), (float)(q * PortableMath.Sin(b)), (float)(q * PortableMath.Cos(b)));
    }

    private Vector3 Vector(Sampler?[] samplers, string purpose, double otherwise) => new(
        (float)Draw(samplers[0], purpose + "X", otherwise),
        (float)Draw(samplers[1], purpose + "Y", otherwise),
        (float)Draw(samplers[2], purpose + "Z", otherwise));
}
