using System;
using System.Collections.Generic;
using Fovea.Scenes.Components;
using Fovea.Scenes.Labels;
using Fovea.Scenes.Numerics;

namespace Fovea.Scenes.Worlds;

/// <summary>A scene that is played: its entities, on fixed steps of time, from one episode to the next.</summary>
/// <remarks>
/// An episode depends on seed and frame alone, so that any of them can be made without those before it. What is shown is one step behind what
/// has been computed: so the picture's optical flow, from this step to the next, is known.
/// </remarks>
public sealed class World
{
    private readonly List<WorldEntity> _entities = [];
    private readonly List<Behaviour> _behaviours = [];
    private readonly HashSet<string> _paths = [];
    private int _started;
    private uint _instances;

    /// <summary>A world for a scene; <see cref="Begin"/> fills it.</summary>
    /// <param name="scene">The scene.</param>
    /// <param name="models">Its models, to share them between worlds; null for the scene's.</param>
    public World(Scene scene, ModelLibrary? models = null)
    {
        Scene = scene;
        Models = models ?? scene.Models ?? new ModelLibrary(scene);
    }

    /// <summary>What is played.</summary>
    public Scene Scene { get; }

    /// <summary>Its models.</summary>
    public ModelLibrary Models { get; }

    /// <summary>What everything random is drawn from.</summary>
    public ulong Seed { get; private set; }

    /// <summary>The number of the episode.</summary>
    public long Frame { get; private set; }

    /// <summary>Steps that were made since the episode began.</summary>
    public long Steps { get; private set; }

    /// <summary>The time that is shown, since the episode began.</summary>
    public TimeSpan Time => TimeSpan.FromSeconds(Math.Max(0, Steps - 1) * (double)Scene.TimeStep);

    /// <summary>Everything in it; what something moves with comes before it.</summary>
    public IReadOnlyList<WorldEntity> Entities => _entities;

    /// <summary>Its sky; null for none.</summary>
    public SkyComponent? Sky => Find<SkyComponent>();

    /// <summary>Begins an episode: everything as the scene has it, then randomised, then started, then the scene's warm-up steps.</summary>
    /// <param name="seed">What everything random is drawn from.</param>
    /// <param name="frame">The number of the episode.</param>
    /// <exception cref="SceneException">Something in the scene cannot be made.</exception>
    public void Begin(ulong seed, long frame)
    {
        (Seed, Frame, Steps) = (seed, frame, 0);
        _entities.Clear();
        _behaviours.Clear();
        _paths.Clear();
        _started = 0;
        _instances = 0;
        foreach (EntityDefinition definition in Scene.Entities)
            Add(definition);
        // Those that are added meanwhile come later in the same list.
        for (int i = 0; i < _entities.Count; i++)
            _entities[i].RandomizeItself();
        Start();
        TakeStep(first: true);
        for (int i = 0; i <= Scene.WarmUpSteps; i++)
            Step();
    }

    /// <summary>Goes on by one step of <see cref="Scene.TimeStep"/>.</summary>
    public void Step()
    {
        // What was added between steps begins with this one.
        Start();
        for (int i = 0; i < _behaviours.Count; i++)
        {
            if (_behaviours[i].Entity.IsActiveInWorld)
                _behaviours[i].Update(Scene.TimeStep);
        }

        Steps++;
        TakeStep(first: false);
    }

    /// <summary>Adds an entity with all below it.</summary>
    /// <param name="definition">What it is.</param>
    /// <param name="parent">What it moves with; null for nothing.</param>
    /// <param name="name">Its name; null for the definition's. Where there is one of that name, a number is added.</param>
    public WorldEntity Add(EntityDefinition definition, WorldEntity? parent = null, string? name = null)
    {
        WorldEntity entity = AddEmpty(name ?? definition.Name, parent);
        entity.Position = definition.Position;
        entity.Rotation = Rotations.FromEuler(definition.Rotation);
        entity.Scale = definition.Scale;
        entity.IsActive = definition.IsActive;
        foreach (ComponentDefinition component in definition.Components)
            entity.Add(component.Make());
        foreach (EntityDefinition child in definition.Children)
            Add(child, entity);
        return entity;
    }

    /// <summary>Adds an entity with nothing in it.</summary>
    /// <param name="name">Its name. Where there is one of that name, a number is added.</param>
    /// <param name="parent">What it moves with; null for nothing.</param>
    public WorldEntity AddEmpty(string name, WorldEntity? parent = null)
    {
        string path = parent is null ? name : $"{parent.Path}/{name}", unique = name;
        for (int i = 2; !_paths.Add(path); i++)
        {
            unique = $"{name} {i}";
            path = parent is null ? unique : $"{parent.Path}/{unique}";
        }

        var entity = new WorldEntity(this, unique, parent);
        _entities.Add(entity);
        return entity;
    }

    /// <summary>Adds an entity as a prefab says.</summary>
    /// <param name="prefab">The prefab's name.</param>
    /// <param name="parent">What it moves with; null for nothing.</param>
    /// <param name="name">Its name; null for the prefab's.</param>
    /// <exception cref="SceneException">There is no such prefab.</exception>
    public WorldEntity AddPrefab(string prefab, WorldEntity? parent = null, string? name = null) => Add(PrefabOf(prefab), parent, name);

    /// <summary>The prefab of a name.</summary>
    /// <exception cref="SceneException">There is none.</exception>
    public EntityDefinition PrefabOf(string name) => Scene.Prefabs.TryGetValue(name, out EntityDefinition? found)
        ? found
        : throw new SceneException($"The scene '{Scene.Name}' has no prefab '{name}'. It has: {string.Join(", ", Scene.Prefabs.Keys)}.");

    /// <summary>The first component of a kind; null for none.</summary>
    public T? Find<T>()
        where T : class
    {
        foreach (WorldEntity entity in _entities)
        {
            if (entity.Find<T>() is { } found)
                return found;
        }

        return null;
    }

    /// <summary>All components of a kind, in the order of entities.</summary>
    public IEnumerable<T> All<T>()
        where T : class
    {
        foreach (WorldEntity entity in _entities)
        {
            foreach (Component component in entity.Components)
            {
                if (component is T found)
                    yield return found;
            }
        }
    }

    /// <summary>The stream of random numbers that belongs to this episode, an entity and a purpose.</summary>
    /// <param name="entity">Whose.</param>
    /// <param name="purpose">What for.</param>
    public CounterRandom RandomFor(WorldEntity entity, string purpose) => new(Seed, Frame, entity.Hash, StableHash.Of(purpose));

    private void Start()
    {
        int first = _behaviours.Count;
        for (; _started < _entities.Count; _started++)
        {
            WorldEntity entity = _entities[_started];
            Label(entity);
            foreach (Component component in entity.Components)
            {
                if (component is Behaviour behaviour)
                    _behaviours.Add(behaviour);
            }
        }

        // A behaviour may add entities when it starts; theirs start after it.
        for (int i = first; i < _behaviours.Count; i++)
            _behaviours[i].Start();
        if (_started < _entities.Count)
            Start();
    }

    private void Label(WorldEntity entity)
    {
        if (entity.Find<LabelComponent>() is { } label)
        {
            SceneClass found = Scene.ClassOf(label.Class)
                ?? throw new SceneException($"The label of the entity '{entity.Path}' has the class '{label.Class}', which the scene '{Scene.Name}' does not list in its classes.");
            (entity.Labelled, entity.Label, entity.ClassId) = (entity, label, found.Id);
            if (found.IsThing && label.IsInstance)
                entity.InstanceId = ++_instances;
        }
        else
        {
            (entity.Labelled, entity.Label, entity.ClassId) = (entity.Parent?.Labelled, entity.Parent?.Label, entity.Parent?.ClassId ?? 0);
        }
    }

    private void TakeStep(bool first)
    {
        for (int i = 0; i < _entities.Count; i++)
            _entities[i].TakeStep(first);
    }
}
