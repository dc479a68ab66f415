using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Fovea.Scenes;
using Fovea.Tests.Scenes.Gltf;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Formats.Png;
using SixLabors.ImageSharp.PixelFormats;
using Xunit;

namespace Fovea.Tests.Scenes;

public sealed class SceneHashTests : IDisposable
{
    private readonly TestFiles.TemporaryFolder _folder = TestFiles.NewFolder();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Every_file_that_the_scene_uses_counts_and_no_other()
    {
        string[] used = Make("a");
        string hash = Hash("a");
        Assert.Equal(16, hash.Length);
        Assert.Equal(hash, Hash("a"));

        // A dataset in the scene's folder, or whatever lies there.
        Directory.CreateDirectory(_folder.File("a/data/images"));
        File.WriteAllText(_folder.File("a/data/dataset.json"), "{}");
        File.WriteAllText(_folder.File("a/photos/readme.txt"), "none of them");
        Assert.Equal(hash, Hash("a"));

        var seen = new HashSet<string> { hash };
        foreach (string file in used)
        {
            // Bytes at the end that no reader minds; JSON takes only spaces.
            byte[] bytes = File.ReadAllBytes(file);
            File.WriteAllBytes(file, [.. bytes, (byte)' ']);
            Assert.True(seen.Add(Hash("a")), file);
            File.WriteAllBytes(file, bytes);
            Assert.Equal(hash, Hash("a"));
        }

        // One more picture to draw from is another scene.
        File.Copy(_folder.File("a/photos/1.png"), _folder.File("a/photos/2.png"));
        Assert.True(seen.Add(Hash("a")));
    }

    [Fact]
    public void It_is_the_same_wherever_the_scene_lies()
    {
        Make("b");
        Make("deep/er/c");
        Assert.Equal(Hash("b"), Hash("deep/er/c"));
        Assert.Equal(Hash("b"), SceneHash.Of(SceneFile.Load(_folder.File("b/scene.json"))));
    }

    [Fact]
    public void A_scene_that_code_has_made_has_none() => Assert.Equal("", SceneHash.Of(new Scene { Name = "made", Entities = [] }));

    private string Hash(string name) => SceneHash.Of(SceneFile.Load(_folder.File(name)));

    private string[] Make(string name)
    {
        string At(string file) => _folder.File($"{name}/{file}");
        Directory.CreateDirectory(At("photos"));
        Directory.CreateDirectory(At("models"));
        byte[] triangle = Convert.FromBase64String(GltfText.TriangleBuffer[(GltfText.TriangleBuffer.IndexOf(',', StringComparison.Ordinal) + 1)..]);
        File.WriteAllText(At("scene.json"), """
            { "name": "hashed", "entities": [
              { "name": "one", "prefab": "one.json" },
              { "name": "two", "components": [ { "type": "MeshRenderer", "mesh": "models/beside.gltf" } ] },
              { "name": "three", "components": [ { "type": "MeshRenderer", "mesh": "box" }, { "type": "SubstitutionRandomizer", "meshes": [ { "mesh": "models/whole.glb" } ] } ] },
              { "name": "four", "components": [ { "type": "MeshRenderer", "mesh": "box" }, { "type": "TextureRandomizer", "pictures": "photos" } ] } ] }
            """);
        File.WriteAllText(At("one.json"), """{ "components": [ { "type": "MeshRenderer", "mesh": "box", "texture": "paint.png" } ] }""");
        File.WriteAllText(At("models/beside.gltf"), GltfText.Triangle("beside.bin"));
        File.WriteAllBytes(At("models/beside.bin"), triangle);
        File.WriteAllBytes(At("models/whole.glb"), GltfText.Glb(GltfText.Triangle(""), triangle));
        using Image<Rgb24> image = Image.LoadPixelData<Rgb24>(Enumerable.Repeat(new Rgb24(1, 2, 3), 15).ToArray(), 5, 3);
        using (var file = new MemoryStream())
        {
            image.SaveAsPng(file, new PngEncoder());
            File.WriteAllBytes(At("paint.png"), file.ToArray());
            File.WriteAllBytes(At("photos/1.png"), file.ToArray());
        }

        return [At("scene.json"), At("one.json"), At("models/beside.gltf"), At("models/beside.bin"), At("models/whole.glb"), At("paint.png"), At("photos/1.png")];
    }
}
