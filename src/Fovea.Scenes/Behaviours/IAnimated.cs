namespace Fovea.Scenes.Behaviours;

/// <summary>A component that does something again and again, and may begin anywhere in it.</summary>
public interface IAnimated
{
    /// <summary>Where in its course it begins, 0..1. Counts until it starts.</summary>
    double Phase { get; set; }
}
