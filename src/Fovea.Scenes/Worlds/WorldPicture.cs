using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using Fovea.Scenes.Components;
using Fovea.Scenes.Meshes;
using Fovea.Scenes.Numerics;
using Fovea.Scenes.Rendering;

namespace Fovea.Scenes.Worlds;

/// <summary>Describes what a camera of a world sees, for the renderer. Once it has grown, it allocates nothing.</summary>
public sealed class WorldPicture
{
    private static readonly RenderEnvironment FairDay = new();

    private readonly List<Bounds> _bounds = [];

    /// <summary>The camera of a name, or the first there is.</summary>
    /// <param name="world">The world.</param>
    /// <param name="name">The name or path of the camera's entity; null for the first.</param>
    /// <exception cref="SceneException">There is none.</exception>
    public static CameraComponent CameraOf(World world, string? name = null)
    {
        CameraComponent[] all = world.All<CameraComponent>().ToArray();
        if (all.Length == 0)
            throw new SceneException($"The scene '{world.Scene.Name}' has no Camera: nothing to see it with. Give an entity the component {{ \"type\": \"Camera\" }}.");
        return name is null
            ? all[0]
            : all.FirstOrDefault(c => c.Entity.Name == name || c.Entity.Path == name)
                ?? throw new SceneException($"The scene '{world.Scene.Name}' has no camera '{name}'. It has: {string.Join(", ", all.Select(c => c.Entity.Path))}.");
    }

    /// <summary>Describes what is there.</summary>
    /// <param name="world">The world, which has begun.</param>
    /// <param name="camera">Which of its cameras looks.</param>
    /// <param name="into">Is cleared and filled.</param>
    /// <exception cref="SceneException">A mesh cannot be made.</exception>
    public void Describe(World world, CameraComponent camera, RenderFrame into)
    {
        into.Clear();
        into.Index = world.Frame + Math.Max(0, world.Steps - world.Scene.WarmUpSteps - 1);
        into.Episode = world.Frame;
        into.Seed = world.Seed;
        into.Time = world.Time;
        into.Camera = camera.View with { Pose = Unscaled(camera.Entity.Now), NextPose = Unscaled(camera.Entity.Next) };
        into.Environment = world.Sky?.EnvironmentIn(world.Scene) ?? FairDay;
        bool dark = into.Environment.SunElevation < 3;
        _bounds.Clear();
        // By number: the enumerators of interfaces are objects.
        IReadOnlyList<WorldEntity> entities = world.Entities;
        for (int e = 0; e < entities.Count; e++)
        {
            WorldEntity entity = entities[e];
            if (!entity.IsShown)
                continue;
            // First its own place: what an object is made of comes after it.
            if (entity.InstanceId != 0)
            {
                into.Instances.Add(new LabelledInstance(entity.InstanceId, entity.ClassId, entity.Name, entity.Now, default, Keypoints(entity)));
                _bounds.Add(Bounds.Empty);
            }

            for (int c = 0; c < entity.Components.Count; c++)
            {
                switch (entity.Components[c])
                {
                    case MeshRendererComponent { IsVisible: true } renderer:
                        Draw(entity, renderer, into);
                        break;
                    case LightComponent { IsOn: true } light when dark || !light.OnlyAtNight:
                        into.Lights.Add(light.At(entity.Now));
                        break;
                }
            }
        }

        for (int i = 0; i < into.Instances.Count; i++)
            into.Instances[i] = into.Instances[i] with { LocalBounds = _bounds[i] };
    }

    private static IReadOnlyList<Vector3>? Keypoints(WorldEntity entity) => entity.Label!.Keypoints is { Count: > 0 } points ? points : null;

    // A camera's picture is not to be stretched by the scale of what it is mounted on.
    private static Matrix4x4 Unscaled(in Matrix4x4 m)
    {
        Vector3 x = Rotations.Normalize(new Vector3(m.M11, m.M12, m.M13)), y = Rotations.Normalize(new Vector3(m.M21, m.M22, m.M23));
        Vector3 z = Rotations.Normalize(new Vector3(m.M31, m.M32, m.M33));
        return new Matrix4x4(x.X, x.Y, x.Z, 0, y.X, y.Y, y.Z, 0, z.X, z.Y, z.Z, 0, m.M41, m.M42, m.M43, 1);
    }

    private void Draw(WorldEntity entity, MeshRendererComponent renderer, RenderFrame into)
    {
        uint instance = entity.Labelled?.InstanceId ?? 0;
        IReadOnlyList<ModelPart> parts = renderer.Model.Parts;
        for (int i = 0; i < parts.Count; i++)
        {
            ModelPart part = parts[i];
            into.Items.Add(new DrawItem
            {
                Mesh = part.Mesh,
                Material = renderer.MaterialOf(i),
                World = Affine.Multiply(part.Transform, entity.Now),
                NextWorld = Affine.Multiply(part.Transform, entity.Next),
                ClassId = entity.ClassId,
                InstanceId = instance,
                CastsShadow = renderer.CastsShadow,
            });
        }

        if (instance != 0)
            Enclose(entity, renderer.Model.Bounds, into);
    }

    private void Enclose(WorldEntity entity, Bounds bounds, RenderFrame into)
    {
        for (WorldEntity at = entity; at != entity.Labelled; at = at.Parent!)
            bounds = bounds.Transformed(at.LocalNow);
        // From the end: it is the last that was begun, unless other objects stand between it and what it is made of.
        int place = into.Instances.Count - 1;
        while (place >= 0 && into.Instances[place].InstanceId != entity.Labelled!.InstanceId)
            place--;
        if (place >= 0)
            _bounds[place] = _bounds[place].With(bounds);
    }
}
