using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Fovea.Scenes;
using Fovea.Scenes.Components;
using Fovea.Scenes.Worlds;
using Xunit;

namespace Fovea.Tests.Scenes.Randomizers;

/// <summary>Scenes in a folder of their own, read from text as anybody writes them.</summary>
public sealed class SceneFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("fovea-randomizers").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);

    /// <summary>A scene with a class, prefabs and entities.</summary>
    public Scene Load(string entities, string prefabs = "")
    {
        File.WriteAllText(System.IO.Path.Combine(Path, "scene.json"), $$"""
            { "name": "test", "classes": [ { "id": 1, "name": "thing", "thing": true }, { "id": 2, "name": "other", "thing": true } ],
              "prefabs": { {{prefabs.ReplaceLineEndings(" ")}} },
              "entities": [
            {{entities}} ] }
            """);
        return SceneFile.Load(Path);
    }

    /// <summary>A scene of one entity, called "it", with components.</summary>
    public Scene LoadOne(string components, string prefabs = "") => Load($$"""{ "name": "it", "components": [ {{components}} ] }""", prefabs);

    /// <summary>What something is in each of many episodes.</summary>
    public static T[] Episodes<T>(Scene scene, int count, Func<World, T> what)
    {
        var world = new World(scene);
        return Enumerable.Range(0, count).Select(frame =>
        {
            world.Begin(11, frame);
            return what(world);
        }).ToArray();
    }

    /// <summary>The numbers that a component's field draws, of one entity called "it".</summary>
    public double[] Draws<T>(string components, Func<T, double> what, int count = 400)
        where T : Component => Episodes(LoadOne(components), count, world => what(Find<T>(world)));

    /// <summary>A component of the entity "it".</summary>
    public static T Find<T>(World world)
        where T : Component => world.Entities.Single(e => e.Name == "it").Find<T>()!;

    /// <summary>Asserts that numbers are those of a uniform distribution: bounds, mean and spread within five standard errors.</summary>
    public static void AssertUniform(IReadOnlyCollection<double> numbers, double least, double most)
    {
        Assert.InRange(numbers.Min(), least - 1e-5, most + 1e-5);
        Assert.InRange(numbers.Max(), least - 1e-5, most + 1e-5);
        double spread = (most - least) / Math.Sqrt(12), mean = numbers.Average();
        Assert.InRange(mean, ((least + most) / 2) - (5 * spread / Math.Sqrt(numbers.Count)), ((least + most) / 2) + (5 * spread / Math.Sqrt(numbers.Count)));
        Assert.InRange(Math.Sqrt(numbers.Average(n => (n - mean) * (n - mean))), spread * 0.9, spread * 1.1);
    }

    /// <summary>Asserts that a share of episodes is about as probable as said: within five standard errors.</summary>
    public static void AssertShare(int found, int count, double probability)
    {
        double error = 5 * Math.Sqrt(probability * (1 - probability) / count);
        Assert.InRange((double)found / count, probability - error, probability + error);
    }

    /// <summary>Asserts that a component is refused with a message that names file, line and field.</summary>
    public void AssertRefused(string components, string field, string hint, string prefabs = "")
    {
        var e = Assert.Throws<SceneException>(() => LoadOne(components, prefabs));
        Assert.Contains("scene.json, line 4", e.Message, StringComparison.Ordinal);
        Assert.Contains($"components[0].{field}", e.Message, StringComparison.Ordinal);
        Assert.Contains(hint, e.Message, StringComparison.Ordinal);
    }
}
