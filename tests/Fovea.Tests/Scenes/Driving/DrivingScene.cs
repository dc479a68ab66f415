using System.IO;
using Fovea.Scenes;
using Fovea.Scenes.Worlds;

namespace Fovea.Tests.Scenes.Driving;

/// <summary>The scene that ships, for its tests.</summary>
internal static class DrivingScene
{
    private static readonly Scene Scene = SceneFile.Load(Path.Combine(TestFiles.Root, "scenes", "driving"));

    public static World World() => new(Scene);

    public static World Begin(ulong seed, long frame)
    {
        World world = World();
        world.Begin(seed, frame);
        return world;
    }
}
