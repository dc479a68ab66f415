using System;
using System.Collections.Generic;
using System.Numerics;
using Fovea.Scenes.Components;
using Fovea.Scenes.Numerics;
using Fovea.Scenes.Randomizers;

namespace Fovea.Scenes.Worlds;

/// <summary>One thing in a world that is played: a place, and components that say what it is.</summary>
public sealed class WorldEntity
{
    private readonly List<Component> _components = [];
    private readonly List<WorldEntity> _children = [];
    private Matrix4x4 _localNext;
    private bool _taken;
    private bool _isRandomized;

    internal WorldEntity(World world, string name, WorldEntity? parent)
    {
        (World, Name, Parent) = (world, name, parent);
        Path = parent is null ? name : $"{parent.Path}/{name}";
        Hash = StableHash.Of(Path);
        parent?._children.Add(this);
    }

    /// <summary>The world that it is in.</summary>
    public World World { get; }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>Its name after those of the entities above it, with slashes between: no two in a world have the same.</summary>
    public string Path { get; }

    /// <summary>The entity that it moves with; null for none.</summary>
    public WorldEntity? Parent { get; }

    /// <summary>The entities that move with it.</summary>
    public IReadOnlyList<WorldEntity> Children => _children;

    /// <summary>What it is made of.</summary>
    public IReadOnlyList<Component> Components => _components;

    /// <summary>Where it is, metres in its parent's space.</summary>
    public Vector3 Position { get; set; }

    /// <summary>How it is turned in its parent's space.</summary>
    public Quaternion Rotation { get; set; } = Quaternion.Identity;

    /// <summary>Its size, in its parent's measure.</summary>
    public Vector3 Scale { get; set; } = Vector3.One;

    /// <summary>Whether it is there, as far as it depends on itself.</summary>
    public bool IsActive { get; set; } = true;

    /// <summary>Whether it and all above it are there.</summary>
    public bool IsActiveInWorld => IsActive && (Parent?.IsActiveInWorld ?? true);

    /// <summary>From its space to its parent's.</summary>
    public Matrix4x4 LocalMatrix => Affine.Of(Position, Rotation, Scale);

    /// <summary>From its space to the world's, as things stand.</summary>
    public Matrix4x4 WorldMatrix => Parent is null ? LocalMatrix : Affine.Multiply(LocalMatrix, Parent.WorldMatrix);

    /// <summary>Where it is in the world, metres, as things stand.</summary>
    public Vector3 WorldPosition => Parent is null ? Position : Affine.Transform(Position, Parent.WorldMatrix);

    /// <summary>The number of its labelled object; 0 where it is none by itself. Set by the world.</summary>
    public uint InstanceId { get; internal set; }

    /// <summary>Its path's hash, by which its random numbers are drawn.</summary>
    internal ulong Hash { get; }

    /// <summary>From its space to the world's in the picture that is shown.</summary>
    internal Matrix4x4 Now { get; private set; }

    /// <summary>The same one step later.</summary>
    internal Matrix4x4 Next { get; private set; }

    /// <summary>From its space to its parent's in the picture that is shown.</summary>
    internal Matrix4x4 LocalNow { get; private set; }

    /// <summary>Whether it is there in the picture that is shown.</summary>
    internal bool IsShown { get; private set; }

    /// <summary>The entity with a label that it counts to; null for none.</summary>
    internal WorldEntity? Labelled { get; set; }

    /// <summary>That entity's label.</summary>
    internal LabelComponent? Label { get; set; }

    /// <summary>The class that it counts to; 0 for none.</summary>
    internal byte ClassId { get; set; }

    /// <summary>The first component of a kind; null for none.</summary>
    public T? Find<T>()
        where T : class
    {
        foreach (Component component in _components)
        {
            if (component is T found)
                return found;
        }

        return null;
    }

    /// <summary>The first component of a kind.</summary>
    /// <param name="whose">Who asks, for the message.</param>
    /// <exception cref="SceneException">It has none.</exception>
    public T Get<T>(string whose)
        where T : class =>
        Find<T>() ?? throw new SceneException($"{whose} of the entity '{Path}' needs a {typeof(T).Name.Replace("Component", "", StringComparison.Ordinal)} beside it.");

    /// <summary>Adds a component that code has made.</summary>
    public T Add<T>(T component)
        where T : Component
    {
        component.Entity = this;
        _components.Add(component);
        return component;
    }

    /// <summary>
    /// Randomises it with all below it now, and not again in this episode: for whoever adds it and needs to know what becomes of it, or adds it
    /// after the episode began.
    /// </summary>
    public void Randomize()
    {
        RandomizeItself();
        for (int i = 0; i < _children.Count; i++)
            _children[i].Randomize();
    }

    /// <summary>Randomises it, if it was not yet.</summary>
    internal void RandomizeItself()
    {
        if (_isRandomized)
            return;
        _isRandomized = true;
        for (int i = 0; i < _components.Count; i++)
        {
            if (_components[i] is Randomizer randomizer)
                randomizer.Randomize();
        }
    }

    /// <summary>Takes the matrices of a step; those of the entity above it were taken before.</summary>
    internal void TakeStep(bool first)
    {
        Matrix4x4 local = LocalMatrix;
        Matrix4x4 matrix = Parent is null ? local : Affine.Multiply(local, Parent.Next);
        // What was added in this step was nowhere before it.
        bool known = !first && _taken;
        (Now, LocalNow) = known ? (Next, _localNext) : (matrix, local);
        (Next, _localNext, _taken) = (matrix, local, true);
        IsShown = IsActive && (Parent?.IsShown ?? true);
    }
}
