using System.Collections.Generic;
using System.Numerics;
using Fovea.Scenes.Components;
using Fovea.Scenes.Files;
using Fovea.Scenes.Meshes;
using Fovea.Scenes.Worlds;

namespace Fovea.Scenes.Driving;

/// <summary>Shows what is far from the camera with fewer triangles, or not at all where it would be some pixels of nothing.</summary>
/// <remarks>It depends on where the camera is alone, and is looked after by and by: some things in each step.</remarks>
internal sealed class DistanceDetail : Behaviour
{
    private const int Rounds = 16;

    // Metres by which something must come nearer before it changes back, so that it does not do so all the time.
    private const float Slack = 4;

    private readonly List<(WorldEntity Entity, MeshRendererComponent Renderer, Model Near, Model? Far, float Distance)> _things = [];
    private WorldEntity? _eye;
    private int _round;

    /// <inheritdoc/>
    public override void Visit(Fields fields)
    {
    }

    /// <summary>Looks after something that does not move.</summary>
    /// <param name="entity">Where it is.</param>
    /// <param name="renderer">What shows it.</param>
    /// <param name="far">What it is from afar; null for nothing.</param>
    /// <param name="distance">Metres from which on.</param>
    public void Add(WorldEntity entity, MeshRendererComponent renderer, Model? far, float distance) => _things.Add((entity, renderer, renderer.Model, far, distance));

    /// <inheritdoc/>
    public override void Start()
    {
        _eye = World.Find<EgoVehicleBehaviour>()?.Entity ?? World.Find<CameraComponent>()?.Entity;
        for (int i = 0; i < _things.Count; i++)
            Look(i, 0);
    }

    /// <inheritdoc/>
    public override void Update(float dt)
    {
        _round = (_round + 1) % Rounds;
        for (int i = _round; i < _things.Count; i += Rounds)
            Look(i, Slack);
    }

    private void Look(int number, float slack)
    {
        (WorldEntity entity, MeshRendererComponent renderer, Model near, Model? far, float distance) = _things[number];
        Vector3 eye = _eye is null ? Vector3.Zero : _eye.WorldPosition;
        float x = entity.Position.X - eye.X, z = entity.Position.Z - eye.Z, squared = (x * x) + (z * z);
        bool wasFar = far is null ? !renderer.IsVisible : renderer.Model == far;
        float border = wasFar ? distance - slack : distance + slack;
        bool isFar = squared > border * border;
        if (far is null)
            renderer.IsVisible = !isFar;
        else
            renderer.Model = isFar ? far : near;
    }
}
