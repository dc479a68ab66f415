using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using Fovea.Scenes;
using Fovea.Scenes.Meshes;
using Fovea.Scenes.Meshes.Catalog;
using Xunit;

namespace Fovea.Tests.Scenes.Meshes;

public sealed class ModelCatalogTests
{
    [Fact]
    public void Equal_parameters_give_the_same_object()
    {
        Model box = ModelCatalog.Make("box", Of(("width", 2)));
        Assert.Same(box, ModelCatalog.Make("box", Of(("width", 2.0f), ("height", 1))));
        Assert.Same(box, ModelCatalog.Make("box", Of(("width", JsonDocument.Parse("2.0").RootElement))));
        Assert.NotSame(box, ModelCatalog.Make("box"));
        Assert.Equal(2, box.Bounds.Size.X);
    }

    [Fact]
    public void Mistakes_say_what_there_is()
    {
        Assert.Contains("sphere", Assert.Throws<SceneException>(() => ModelCatalog.Make("sphear")).Message, StringComparison.Ordinal);
        Assert.Contains("width, height, depth", Assert.Throws<SceneException>(() => ModelCatalog.Make("box", Of(("radius", 1)))).Message, StringComparison.Ordinal);
        Assert.Contains("number of 0.0001", Assert.Throws<SceneException>(() => ModelCatalog.Make("box", Of(("width", -1)))).Message, StringComparison.Ordinal);
        Assert.Throws<SceneException>(() => ModelCatalog.Make("box", Of(("width", double.NaN))));
        Assert.Throws<SceneException>(() => ModelCatalog.Make("box", Of(("width", "wide"))));
        Assert.Throws<SceneException>(() => ModelCatalog.Make("box", Of(("width", true))));
        Assert.Throws<SceneException>(() => ModelCatalog.Make("sphere", Of(("segments", 12.5))));
        Assert.Throws<SceneException>(() => ModelCatalog.Make("extrusion", Of(("points", "0 0, 1 nothing, 1 1"))));
        Assert.Throws<SceneException>(() => ModelCatalog.Make("extrusion", Of(("points", "0 0, 2 2, 2 0, 0 2"))));
        Assert.Throws<SceneException>(() => ModelCatalog.Make("extrusion", Of(("points", 4))));
    }

    [Fact]
    public void A_road_shows_all_of_itself_or_one_part()
    {
        Assert.Equal(5, ModelCatalog.Make("road").Parts.Count);
        Model lines = ModelCatalog.Make("road", Of(("part", "lines"), ("points", "0 0, 30 0, 60 -20"), ("lanesForward", 2)));
        Assert.Equal("lines", Assert.Single(lines.Parts).Mesh.Name);
        Assert.Equal(4, ModelCatalog.Make("road", Of(("part", "all"), ("closed", "yes"), ("points", "0 0, 30 0, 30 1 30, 0 30"))).Parts.Count(p => p.Mesh.Name != "verges"));
        Assert.Throws<SceneException>(() => ModelCatalog.Make("road", Of(("part", "kerbs"), ("pavementWidth", 0))));
        Assert.Throws<SceneException>(() => ModelCatalog.Make("road", Of(("points", "0 0"))));
        Assert.Throws<SceneException>(() => ModelCatalog.Make("road", Of(("points", "0 0, 1 2 3 4"))));
        Assert.Throws<SceneException>(() => ModelCatalog.Make("road", Of(("points", "0 0, 0 0"))));
    }

    [Fact]
    public void A_kind_can_be_added_once()
    {
        ModelKind kind = new("test-thing", "A thing.", [], _ => ModelCatalog.Make("box"));
        ModelCatalog.Add(kind);
        Assert.Same(ModelCatalog.Make("box"), ModelCatalog.Make("test-thing"));
        Assert.Throws<ArgumentException>(() => ModelCatalog.Add(kind));
    }

    public static TheoryData<string> Names => [.. ModelCatalog.Names.Where(n => n != "test-thing")];

    [Theory, MemberData(nameof(Names))]
    public void Every_kind_makes_sound_meshes_at_its_defaults_and_its_limits(string name)
    {
        ModelKind kind = ModelCatalog.Find(name);
        Assert.All(kind.Parameters, p => Assert.True(p.IsText || (p.Default >= p.Least && p.Default <= p.Most), p.Name));
        Assert.Equal(kind.Parameters.Count, kind.Parameters.Select(p => p.Name).Distinct().Count());
        List<Model> models = [ModelCatalog.Make(name)];
        foreach (ModelParameter p in kind.Parameters)
        {
            if (p.Choices is { } choices)
                models.AddRange(choices.Select(c => ModelCatalog.Make(name, Of((p.Name, c)))));
            else if (!p.IsText)
                models.AddRange([ModelCatalog.Make(name, Of((p.Name, p.Least))), ModelCatalog.Make(name, Of((p.Name, p.Most)))]);
        }

        foreach (ModelPart part in models.SelectMany(m => m.Parts))
        {
            Assert.NotEmpty(part.Mesh.Indices);
            Assert.All(part.Mesh.Vertices, v => Assert.Equal(1, v.Normal.Length(), 1e-4));
            Assert.All(part.Mesh.Vertices, v => Assert.True(float.IsFinite(v.Position.Length()) && float.IsFinite(v.TexCoord.Length())));
        }
    }

    private static Dictionary<string, object> Of(params (string Name, object Value)[] values) => values.ToDictionary(v => v.Name, v => v.Value);
}
