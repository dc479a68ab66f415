using System;
using System.IO;
using System.Linq;
using System.Text;
using Fovea.Capture;
using Fovea.Scenes;
using Fovea.Scenes.Gltf;
using Fovea.Scenes.Meshes;
using Fovea.Scenes.Meshes.Shapes;
using Xunit;

namespace Fovea.Tests.Scenes.Gltf;

public sealed class BadGltfTests
{
    private static readonly byte[] TriangleBytes = Convert.FromBase64String(GltfText.TriangleBuffer[(GltfText.TriangleBuffer.IndexOf(',') + 1)..]);

    /// <summary>A text of the triangle's file, what it becomes, and words that the message must have.</summary>
    public static TheoryData<string, string, string> Mistakes => new()
    {
        { "\"count\": 3, \"type\": \"VEC3\"", "\"count\": 4, \"type\": \"VEC3\"", "accessors[1]" },
        { "\"count\": 3, \"type\": \"VEC3\"", "\"count\": 100000000, \"type\": \"VEC3\"", "accessors[1]" },
        { "\"count\": 3, \"type\": \"VEC3\"", "\"count\": 2, \"type\": \"VEC3\"", "index 2 is 2" },
        { "\"count\": 3, \"type\": \"VEC3\"", "\"count\": -3, \"type\": \"VEC3\"", "accessors[1].count" },
        { "\"count\": 3, \"type\": \"VEC3\"", "\"count\": 1e300, \"type\": \"VEC3\"", "accessors[1].count" },
        { "\"count\": 3, \"type\": \"VEC3\"", "\"count\": 2.5, \"type\": \"VEC3\"", "whole number" },
        { "\"count\": 3, \"type\": \"VEC3\"", "\"count\": \"3\", \"type\": \"VEC3\"", "whole number" },
        { "\"count\": 3, \"type\": \"VEC3\"", "\"type\": \"VEC3\"", "'count' is missing" },
        { "\"type\": \"VEC3\"", "\"type\": \"VEC2\"", "VEC3" },
        { "\"type\": \"SCALAR\"", "\"type\": \"VEC3\"", "SCALAR" },
        { "\"componentType\": 5126", "\"componentType\": 5127", "componentType is 5127" },
        { "\"bufferView\": 1", "\"bufferView\": 7", "bufferViews[7]" },
        { "\"bufferView\": 1, \"byteOffset\": 0", "\"bufferView\": 1, \"byteOffset\": 4", "accessors[1]" },
        { "\"byteLength\": 36,", "\"byteLength\": 40,", "bufferViews[1]" },
        { "\"byteLength\": 36,", "\"byteLength\": 36, \"byteStride\": 8,", "byteStride" },
        { "\"byteLength\": 44", "\"byteLength\": 45", "buffers[0]" },
        { "\"buffer\": 0, \"byteOffset\": 8", "\"buffer\": 1, \"byteOffset\": 8", "buffers[1]" },
        { "\"mesh\": 0", "\"mesh\": 1", "meshes[1]" },
        { "\"mesh\": 0", "\"mesh\": 0, \"children\": [ 0 ]", "tree" },
        { "\"mesh\": 0", "\"mesh\": 0, \"children\": [ 9 ]", "nodes[9]" },
        { "\"mesh\": 0", "\"mesh\": 0, \"rotation\": [ 0, 0, 0, 0 ]", "nodes[0].rotation" },
        { "\"mesh\": 0", "\"mesh\": 0, \"matrix\": [ 1, 0, 0, 0 ]", "16 numbers" },
        { "\"mesh\": 0", "\"mesh\": 0, \"scale\": [ 1, 1, 1e39 ]", "nodes[0].scale" },
        { "\"nodes\": [ 0 ] } ]", "\"nodes\": [ 3 ] } ]", "nodes[3]" },
        { "\"scene\": 0", "\"scene\": 5", "scenes[5]" },
        { "\"POSITION\": 1", "\"POSITION\": 2", "accessors[2]" },
        { "\"POSITION\": 1", "\"POSITION\": 1, \"NORMAL\": 0", "type is SCALAR" },
        { "\"POSITION\": 1", "\"NORMAL\": 1", "no triangles" },
        { "\"indices\": 0", "\"indices\": 0, \"mode\": 1", "no triangles" },
        { "\"indices\": 0", "\"indices\": 0, \"mode\": 17", "mode" },
        { "\"indices\": 0", "\"indices\": 0, \"material\": 0", "materials[0]" },
        { "\"version\": \"2.0\"", "\"version\": \"1.0\"", "glTF 1.0" },
        { "\"version\": \"2.0\"", "\"generator\": \"me\"", "version" },
        { "\"asset\"", "\"assets\"", "'asset' is missing" },
        { "\"scene\": 0", "\"scene\": 0, \"extensionsRequired\": [ \"KHR_draco_mesh_compression\" ]", "without Draco" },
        { "\"scene\": 0", "\"scene\": 0, \"extensionsRequired\": [ \"EXT_meshopt_compression\" ]", "meshopt" },
        { "\"scene\": 0", "\"scene\": 0, \"extensionsRequired\": [ \"KHR_texture_basisu\" ]", "PNG or JPEG" },
        { "\"scene\": 0", "\"scene\": 0, \"extensionsRequired\": [ \"MY_thing\" ]", "MY_thing" },
        { "data:application/octet-stream;base64,", "missing%20file.bin", "missing file.binAAAB" },
        { "data:application/octet-stream;base64,", "../", "outside" },
        { "data:application/octet-stream;base64,", "%2e%2e%2f", "outside" },
        { "data:application/octet-stream;base64,", "/etc/", "relative" },
        { "data:application/octet-stream;base64,", "https://example.org/", "relative" },
        { "data:application/octet-stream;base64,AAAB", "data:application/octet-stream;base64,!!!!", "base64" },
        { "data:application/octet-stream;base64,", "data:application/octet-stream,", "base64" },
        { "\"meshes\"", "\"meshes\" 5", "line 3" },
        { "\"buffers\": [", "\"buffers\": 5, \"more\": [", "buffers" },
        { "AACAPwAAAAA=", "AADAfwAAAAA=", "not a finite number" },
    };

    [Theory, MemberData(nameof(Mistakes))]
    public void Each_mistake_names_its_place(string from, string to, string words)
    {
        string good = GltfText.Triangle();
        Assert.Contains(from, good, StringComparison.Ordinal);
        int at = good.IndexOf(from, StringComparison.Ordinal);
        SceneException e = Assert.Throws<SceneException>(() => GltfText.Load(good[..at] + to + good[(at + from.Length)..], "some/bad.gltf"));
        Assert.Contains("bad.gltf", e.Message, StringComparison.Ordinal);
        Assert.Contains(words, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Containers_that_are_cut_or_mixed_up_are_refused()
    {
        byte[] glb = GltfText.Glb(GltfText.Triangle(""), TriangleBytes);
        string Message(byte[] bytes) => Assert.Throws<SceneException>(() => GltfFile.Load("a.glb", bytes)).Message;
        Assert.Contains("truncated", Message(glb[..^1]), StringComparison.Ordinal);
        Assert.Contains("truncated", Message(glb[..11]), StringComparison.Ordinal);
        Assert.Contains("glTF", Message([1, 2, 3, 4, .. glb]), StringComparison.Ordinal);
        Assert.Contains("glTF", Message([]), StringComparison.Ordinal);
        byte[] version = [.. glb];
        version[4] = 1;
        Assert.Contains("version 1", Message(version), StringComparison.Ordinal);
        byte[] chunk = [.. glb];
        chunk[15] = 0x7F;
        Assert.Contains("truncated", Message(chunk), StringComparison.Ordinal);
        Assert.Contains("no binary chunk", Message(GltfText.Glb(GltfText.Triangle(""))), StringComparison.Ordinal);
        Assert.Contains("first chunk", Message([.. glb[..16], .. "NOSJ"u8, .. glb[20..]]), StringComparison.Ordinal);
        Assert.Contains("no model", Assert.Throws<SceneException>(() => GltfFile.Load("/nowhere/x.glb")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_texture_that_is_no_picture_is_named()
    {
        string With(string image) => GltfText.Triangle(primitive: ", \"material\": 0", more: $$"""
            , "images": [ {{image}} ], "textures": [ { "source": 0 } ], "materials": [ { "pbrMetallicRoughness": { "baseColorTexture": { "index": 0 } } } ]
            """);
        foreach ((string image, string words) in new[]
        {
            ("{ \"uri\": \"data:image/png;base64,AAAA\" }", "not a picture"),
            ("{ \"uri\": \"none.png\" }", "no picture 'none.png'"),
            ("{ }", "neither"),
            ("{ \"bufferView\": 1, \"mimeType\": \"image/png\" }", "not a picture"),
        })
        {
            string message = Assert.Throws<SceneException>(() => GltfText.Load(With(image))).Message;
            Assert.Contains("images[0]", message, StringComparison.Ordinal);
            Assert.Contains(words, message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Many_nodes_in_a_chain_or_a_ring_are_walked_without_recursion()
    {
        string Chain(int count, int last) => GltfText.Triangle().Replace(
            "\"nodes\": [ { \"mesh\": 0  } ]",
            "\"nodes\": [ " + string.Join(", ", Enumerable.Range(0, count).Select(i => i + 1 < count ? $"{{ \"children\": [ {i + 1} ] }}" : $"{{ \"mesh\": 0{(last < 0 ? "" : $", \"children\": [ {last} ]")} }}")) + " ]",
            StringComparison.Ordinal);
        Assert.Single(GltfText.Load(Chain(100_000, -1)).Parts);
        Assert.Contains("tree", Assert.Throws<SceneException>(() => GltfText.Load(Chain(50_000, 17))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Mutated_files_never_crash_hang_or_take_much_memory()
    {
        string folder = Directory.CreateTempSubdirectory("gltf").FullName;
        byte[] glb;
        try
        {
            Picture.SavePng(Path.Combine(folder, "p.png"), 3, 2, new byte[24]);
            byte[] png = File.ReadAllBytes(Path.Combine(folder, "p.png")), data = [.. TriangleBytes, .. png];
            glb = GltfText.Glb(
                GltfText.Triangle("", ", \"material\": 0", views: $", {{ \"buffer\": 0, \"byteOffset\": 44, \"byteLength\": {png.Length} }}", more: """
                , "images": [ { "bufferView": 2, "mimeType": "image/png" } ], "textures": [ { "source": 0 } ],
                "materials": [ { "pbrMetallicRoughness": { "baseColorTexture": { "index": 0 } } } ]
                """).Replace("\"byteLength\": 44", $"\"byteLength\": {data.Length}", StringComparison.Ordinal), data);
        }
        finally
        {
            Directory.Delete(folder, true);
        }

        Assert.Equal(3, GltfFile.Load("good.glb", glb).Parts[0].Material.BaseColorTexture!.Width);
        Random random = new(11);
        int refused = 0;
        const int Trials = 600;
        for (int trial = 0; trial < Trials; trial++)
        {
            byte[] bad = [.. glb];
            for (int k = random.Next(1, 5); k > 0; k--)
                bad[random.Next(bad.Length)] = random.Next(3) == 0 ? (byte)random.Next('0', '9' + 1) : (byte)random.Next(256);
            if (random.Next(8) == 0)
                bad = bad[..random.Next(bad.Length)];
            long before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                Model model = GltfFile.Load("bad.glb", bad);
                Assert.NotEmpty(model.Parts);
            }
            catch (SceneException e)
            {
                Assert.Contains("bad.glb", e.Message, StringComparison.Ordinal);
                refused++;
            }

            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100_000_000);
        }

        Assert.InRange(refused, Trials / 4, Trials);
    }
}
