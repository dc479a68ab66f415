using System;
using System.IO;
using System.Linq;
using Fovea.Gpu;
using Fovea.Hosting;
using Fovea.Scenes;
using Fovea.Scenes.Components;
using Fovea.Scenes.Files;
using Fovea.Scenes.Samplers;
using Fovea.Scenes.Worlds;
using Fovea.Tests.Gpu;
using Fovea.Tests.Scenes.Randomizers;
using Fovea.Vision;
using Xunit;

namespace Fovea.Tests.Docs;

/// <summary>What docs/scenes.md shows is compiled, loaded and played here.</summary>
[Collection(nameof(ComponentRegistry))]
public sealed class ScenesTests : IDisposable
{
    private readonly SceneFolder _scenes = new();

    public void Dispose()
    {
        ComponentRegistry.Remove("Blinker");
        ComponentRegistry.Remove("BlinkRandomizer");
        _scenes.Dispose();
    }

    [Fact]
    public void The_page_shows_this_code() => Sample.AssertShown("scenes.md", "ScenesSample.cs");

    [Fact]
    public void The_page_shows_the_loop() => Sample.AssertShown("scenes.md", "SceneLoopSample.cs");

    [SkippableTheory, InlineData(GlApi.OpenGL), InlineData(GlApi.OpenGLES)]
    public void The_loop_draws_and_labels(GlApi api) => GlThread.Run(api, gl =>
    {
        using var context = GpuContext.Attach(gl, new GpuOptions { Debug = true });
        using (var loop = new SceneInTheLoop(context, Path.Combine(TestFiles.Root, "scenes", "shapes"), seed: 3))
        {
            int objects = 0;
            for (int i = 0; i < 2000 && objects == 0; i++)
            {
                context.Update();
                PictureTexture picture = loop.Frame();
                Assert.Equal((96, 96), (picture.Width, picture.Height));
                loop.TakeLabels(frame => objects = frame.Objects.Count);
            }

            Assert.InRange(objects, 1, 5);
        }

        context.Programs.Dispose();
        Assert.Empty(context.Leaks());
    });

    [Fact]
    public void Its_scene_is_played()
    {
        string json = Page.Split("```json\n")[1].Split("```")[0];
        File.WriteAllText(Path.Combine(_scenes.Path, "scene.json"), json);
        Scene scene = SceneFile.Load(_scenes.Path);
        int[] counts = SceneFolder.Episodes(scene, 50, w => w.Entities.Count(e => e.InstanceId > 0 && e.IsActiveInWorld));
        Assert.All(counts, c => Assert.InRange(c, 3, 9));
        Assert.True(counts.Distinct().Count() > 2);
    }

    [Fact]
    public void A_component_a_behaviour_and_a_randomizer_from_outside_take_part()
    {
        Assert.Throws<SceneException>(Load);
        LampParts.Register();
        double[] periods = SceneFolder.Episodes(Load(), 300, w => SceneFolder.Find<Blinker>(w).Period);
        SceneFolder.AssertUniform(periods, 0.4, 0.8);
        Assert.Contains("\"Blinker\"", SceneSchema.Text(), StringComparison.Ordinal);
        var world = new World(Load());
        world.Begin(11, 0);
        bool[] on = Enumerable.Range(0, 60).Select(_ =>
        {
            world.Step();
            return SceneFolder.Find<LightComponent>(world).IsOn;
        }).ToArray();
        // Two seconds hold that many turns from on to off and back, one more or less.
        Assert.InRange(on.Zip(on.Skip(1)).Count(p => p.First != p.Second), (4 / periods[0]) - 1, (4 / periods[0]) + 1);

        Scene Load() => _scenes.LoadOne("""{ "type": "Light" }, { "type": "Blinker" }, { "type": "BlinkRandomizer", "period": [0.4, 0.8] }""");
    }

    [Fact]
    public void It_names_every_component_and_sampler()
    {
        Assert.All(ComponentRegistry.Names, name => Assert.Contains($"`{name}`", Page, StringComparison.Ordinal));
        Assert.All(SamplerRegistry.Names.Where(n => n != "uniform"), name => Assert.Contains($"\"{name}\":", Page, StringComparison.Ordinal));
    }

    private static string Page => File.ReadAllText(Path.Combine(TestFiles.Root, "docs", "scenes.md")).ReplaceLineEndings("\n");
}
