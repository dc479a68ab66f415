using Fovea.Scenes.Components;

namespace Fovea.Scenes.Worlds;

/// <summary>Something that an entity does: code that runs on the world's fixed steps.</summary>
public abstract class Behaviour : Component
{
    /// <summary>The world that it is in.</summary>
    protected World World => Entity.World;

    /// <summary>Begins, after everything has been placed and randomised.</summary>
    public virtual void Start()
    {
    }

    /// <summary>Goes on.</summary>
    /// <param name="dt">The seconds of a step, always the same.</param>
    public virtual void Update(float dt)
    {
    }
}
