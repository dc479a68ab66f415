using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Numerics;
using System.Text;
using Fovea.Capture;
using Fovea.Scenes.Gltf;
using Fovea.Scenes.Meshes;
using Fovea.Tests.Scenes.Meshes;
using Xunit;

namespace Fovea.Tests.Scenes.Gltf;

public sealed class GltfFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("gltf").FullName;

    public void Dispose() => Directory.Delete(_folder, true);

    [Fact]
    public void The_specifications_triangle_is_read_and_turned_to_our_front()
    {
        Model model = GltfText.Load(GltfText.Triangle());
        ModelPart part = Assert.Single(model.Parts);
        Assert.Equal([new Vector3(0, 0, 0), new(1, 0, 0), new(0, 1, 0)], part.Mesh.Vertices.Select(v => v.Position));
        Assert.Equal(new uint[] { 0, 1, 2 }, part.Mesh.Indices);
        // Without normals they are the faces'; it looks to glTF's front, +z, which becomes ours, -z.
        Assert.All(part.Mesh.Vertices, v => Assert.Equal(Vector3.UnitZ, v.Normal));
        Assert.Equal(-Vector3.UnitZ, Vector3.TransformNormal(Vector3.UnitZ, part.Transform));
        Assert.Equal(new Vector3(-1, 0, 0), Vector3.Transform(new Vector3(1, 0, 0), part.Transform));
        Assert.Contains("tri", part.Mesh.Name, StringComparison.Ordinal);
        // The default material: white, metallic, rough.
        Assert.Equal(Vector4.One, part.Material.BaseColor);
        Assert.Equal((1f, 1f), (part.Material.Metallic, part.Material.Roughness));
    }

    [Fact]
    public void Buffers_lie_beside_the_file_under_percent_encoded_names_or_in_the_binary_chunk()
    {
        byte[] data = Convert.FromBase64String(GltfText.TriangleBuffer[(GltfText.TriangleBuffer.IndexOf(',') + 1)..]);
        Directory.CreateDirectory(Path.Combine(_folder, "sub folder"));
        File.WriteAllBytes(Path.Combine(_folder, "sub folder", "tri 1.bin"), data);
        string file = Path.Combine(_folder, "a.gltf");
        File.WriteAllText(file, GltfText.Triangle("sub%20folder/tri%201.bin"));
        Assert.Single(GltfFile.Load(file).Parts);
        Assert.Single(GltfFile.Load("b.glb", GltfText.Glb(GltfText.Triangle(""), data)).Parts);
    }

    [Fact]
    public void Nodes_move_turn_and_stretch_what_hangs_on_them()
    {
        // A quarter turn about z, doubled, then moved; the child is moved along the parent's x. The same as matrices.
        const string Trees = """
            "scenes": [ { "nodes": [ 0, 2 ] } ],
            "nodes": [
              { "children": [ 1 ], "translation": [ 5, 0, 0 ], "rotation": [ 0, 0, 0.70710678, 0.70710678 ], "scale": [ 2, 2, 2 ] },
              { "mesh": 0, "translation": [ 3, 0, 0 ] },
              { "children": [ 3 ], "matrix": [ 0, 2, 0, 0, -2, 0, 0, 0, 0, 0, 2, 0, 5, 0, 0, 1 ] },
              { "mesh": 0, "matrix": [ 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 3, 0, 0, 1 ] } ],
            """;
        string json = GltfText.Triangle();
        int from = json.IndexOf("\"scenes\"", StringComparison.Ordinal), to = json.IndexOf("\"meshes\"", StringComparison.Ordinal);
        Model model = GltfText.Load(json[..from] + Trees + json[to..]);
        Assert.Equal(2, model.Parts.Count);
        Assert.Same(model.Parts[0].Mesh, model.Parts[1].Mesh);
        foreach (ModelPart part in model.Parts)
        {
            // (1, 0, 0): + 3 = 4, times 2 = 8, turned to y, + 5 along x; our front negates x and z.
            Assert.True(Vector3.Distance(new Vector3(-5, 8, 0), Vector3.Transform(Vector3.UnitX, part.Transform)) < 1e-5);
        }
    }

    [Theory]
    [InlineData(4, new uint[] { 0, 1, 2 })]
    [InlineData(5, new uint[] { 0, 1, 2, 2, 1, 3 })]
    [InlineData(6, new uint[] { 0, 1, 2, 0, 2, 3 })]
    public void Strips_and_fans_become_lists(int mode, uint[] expected)
    {
        int count = mode == 4 ? 3 : 4;
        string json = $$"""
            { "asset": { "version": "2.0" }, "nodes": [ { "mesh": 0 } ],
              "meshes": [ { "primitives": [ { "attributes": { "POSITION": 0, "NORMAL": 0 }, "mode": {{mode}} } ] } ],
              "buffers": [ { "byteLength": 48, "uri": "{{GltfText.Floats(1, 0, 0, 0, 2, 0, 0, 0, 3, 4, 4, 4)}}" } ],
              "bufferViews": [ { "buffer": 0, "byteLength": 48 } ],
              "accessors": [ { "bufferView": 0, "componentType": 5126, "count": {{count}}, "type": "VEC3" } ] }
            """;
        MeshData mesh = GltfText.Load(json).Parts[0].Mesh;
        Assert.Equal(expected, mesh.Indices);
        // Normals are brought to length 1.
        Assert.Equal([Vector3.UnitX, Vector3.UnitY, Vector3.UnitZ], mesh.Vertices.Take(3).Select(v => v.Normal));
    }

    [Theory]
    [InlineData(5121, new byte[] { 2, 1, 0 })]
    [InlineData(5123, new byte[] { 2, 0, 1, 0, 0, 0 })]
    [InlineData(5125, new byte[] { 2, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0 })]
    public void Indices_are_of_one_two_or_four_bytes(int component, byte[] bytes)
    {
        string json = $$"""
            { "asset": { "version": "2.0" }, "nodes": [ { "mesh": 0 } ],
              "meshes": [ { "primitives": [ { "attributes": { "POSITION": 0, "NORMAL": 0 }, "indices": 1 } ] } ],
              "buffers": [ { "byteLength": 36, "uri": "{{GltfText.Floats(1, 0, 0, 0, 2, 0, 0, 0, 3)}}" }, { "byteLength": {{bytes.Length}}, "uri": "{{GltfText.Bytes(bytes)}}" } ],
              "bufferViews": [ { "buffer": 0, "byteLength": 36 }, { "buffer": 1, "byteLength": {{bytes.Length}} } ],
              "accessors": [ { "bufferView": 0, "componentType": 5126, "count": 3, "type": "VEC3" }, { "bufferView": 1, "componentType": {{component}}, "count": 3, "type": "SCALAR" } ] }
            """;
        Assert.Equal(new uint[] { 2, 1, 0 }, GltfText.Load(json).Parts[0].Mesh.Indices);
    }

    [Fact]
    public void Interleaved_normalised_and_sparse_numbers_are_read()
    {
        // Each vertex: position (3 floats), texture coordinates (2 normalised u16), colour (4 normalised u8): 20 bytes.
        using MemoryStream stream = new();
        using BinaryWriter w = new(stream);
        for (int i = 0; i < 3; i++)
        {
            foreach (float v in new[] { i, 10f + i, 20f + i })
                w.Write(v);
            w.Write((ushort)65535);
            w.Write((ushort)(i * 13107));
            w.Write(new byte[] { 255, 0, 55, 128 });
        }

        // Sparse: element 1 becomes (7, 8, 9).
        w.Write((ushort)1);
        w.Write((ushort)0);
        foreach (float v in new[] { 7f, 8, 9 })
            w.Write(v);
        string json = $$"""
            { "asset": { "version": "2.0" }, "nodes": [ { "mesh": 0 } ],
              "meshes": [ { "primitives": [ { "attributes": { "POSITION": 0, "NORMAL": 3, "TEXCOORD_0": 1, "COLOR_0": 2 } } ] } ],
              "buffers": [ { "byteLength": 76 } ],
              "bufferViews": [ { "buffer": 0, "byteLength": 60, "byteStride": 20 }, { "buffer": 0, "byteOffset": 60, "byteLength": 2 }, { "buffer": 0, "byteOffset": 64, "byteLength": 12 } ],
              "accessors": [
                { "bufferView": 0, "componentType": 5126, "count": 3, "type": "VEC3",
                  "sparse": { "count": 1, "indices": { "bufferView": 1, "componentType": 5123 }, "values": { "bufferView": 2 } } },
                { "bufferView": 0, "byteOffset": 12, "componentType": 5123, "normalized": true, "count": 3, "type": "VEC2" },
                { "bufferView": 0, "byteOffset": 16, "componentType": 5121, "normalized": true, "count": 3, "type": "VEC4" },
                { "componentType": 5126, "count": 3, "type": "VEC3", "sparse": { "count": 1, "indices": { "bufferView": 1, "componentType": 5123 }, "values": { "bufferView": 2 } } } ] }
            """;
        Vertex[] vertices = GltfFile.Load("x.glb", GltfText.Glb(json, stream.ToArray())).Parts[0].Mesh.Vertices;
        Assert.Equal([new Vector3(0, 10, 20), new(7, 8, 9), new(2, 12, 22)], vertices.Select(v => v.Position));
        Assert.Equal([new Vector2(1, 0), new(1, 0.2f), new(1, 0.4f)], vertices.Select(v => v.TexCoord));
        // glTF's colours are linear, ours sRGB-encoded: 55 / 255 linear is 0.5018 = 128 / 255 encoded; alpha stays.
        Assert.All(vertices, v => Assert.Equal(0x808000FFu, v.Color));
        // An accessor without data is zero but for its sparse element; a zero normal points up.
        Assert.Equal(Vector3.UnitY, vertices[0].Normal);
        Assert.True(Vector3.Distance(Vector3.Normalize(new(7, 8, 9)), vertices[1].Normal) < 1e-6);
    }

    [Fact]
    public void Materials_take_factors_textures_and_samplers()
    {
        string picture = Path.Combine(_folder, "p.png");
        Picture.SavePng(picture, 2, 1, [255, 0, 0, 255, 0, 255, 0, 128]);
        string json = GltfText.Triangle(primitive: ", \"material\": 0", more: """
            , "images": [ { "uri": "p.png" } ], "samplers": [ { "wrapS": 33071, "wrapT": 33071 } ], "textures": [ { "source": 0, "sampler": 0 }, { "source": 0 } ],
            "materials": [ { "name": "paint", "doubleSided": true, "alphaMode": "MASK", "alphaCutoff": 0.25, "emissiveFactor": [ 1, 0, 0.21404114 ],
              "extensions": { "KHR_materials_emissive_strength": { "emissiveStrength": 3 } },
              "normalTexture": { "index": 1 }, "occlusionTexture": { "index": 1 },
              "pbrMetallicRoughness": { "baseColorFactor": [ 0.21404114, 1, 0, 0.5 ], "metallicFactor": 0.25, "roughnessFactor": 0.75,
                "baseColorTexture": { "index": 0 }, "metallicRoughnessTexture": { "index": 1 } } } ]
            """);
        string file = Path.Combine(_folder, "m.gltf");
        File.WriteAllText(file, json);
        List<string> notes = [];
        Material m = GltfFile.Load(file, notes).Parts[0].Material;
        // 0.21404114 is the linear value of half.
        Assert.True(Vector4.Distance(new Vector4(0.5f, 1, 0, 0.5f), m.BaseColor) < 1e-5);
        Assert.True(Vector3.Distance(new Vector3(3, 0, 1.5f), m.Emission) < 1e-5);
        Assert.Equal(("paint", 0.25f, 0.75f, 0.25f, true), (m.Name, m.Metallic, m.Roughness, m.AlphaCutoff, m.IsDoubleSided));
        Assert.Equal([255, 0, 0, 255, 0, 255, 0, 128], m.BaseColorTexture!.Rgba);
        Assert.True(m.BaseColorTexture.IsColor && !m.BaseColorTexture.Repeats);
        Assert.True(m.NormalTexture is { IsColor: false, Repeats: true });
        Assert.Same(m.NormalTexture, m.MetallicRoughnessTexture);
        Assert.Contains(notes, n => n.Contains("materials[0]", StringComparison.Ordinal) && n.Contains("occlusion", StringComparison.Ordinal));
        Model blended = GltfText.Load(GltfText.Triangle(primitive: ", \"material\": 0", more: ", \"materials\": [ { \"alphaMode\": \"BLEND\" } ]"));
        Assert.Equal(0.5f, blended.Parts[0].Material.AlphaCutoff);
    }

    [Fact]
    public void A_texture_transform_moves_the_coordinates()
    {
        string png = Path.Combine(_folder, "p.png");
        Picture.SavePng(png, 1, 1, [1, 2, 3, 255]);
        string json = GltfText.Triangle(
            primitive: ", \"material\": 0", views: ", { \"buffer\": 1, \"byteLength\": 24 }",
            accessors: ", { \"bufferView\": 2, \"componentType\": 5126, \"count\": 3, \"type\": \"VEC2\" }",
            more: $$"""
            , "images": [ { "uri": "data:image/png;base64,{{Convert.ToBase64String(File.ReadAllBytes(png))}}" } ], "textures": [ { "source": 0 } ],
            "extensionsRequired": [ "KHR_texture_transform" ],
            "materials": [ { "pbrMetallicRoughness": { "baseColorTexture": { "index": 0, "extensions": { "KHR_texture_transform": { "offset": [ 1, 2 ], "rotation": 1.5707963, "scale": [ 2, 3 ] } } } } } ]
            """).Replace("\"POSITION\": 1", "\"POSITION\": 1, \"TEXCOORD_0\": 2", StringComparison.Ordinal)
            .Replace("\"byteLength\": 44 } ]", $"\"byteLength\": 44 }}, {{ \"byteLength\": 24, \"uri\": \"{GltfText.Floats(0, 0, 1, 0, 0, 1)}\" }} ]", StringComparison.Ordinal);
        Vertex[] v = GltfText.Load(json).Parts[0].Mesh.Vertices;
        // The specification's matrix: translation * rotation * scale, with rotation [cos sin; -sin cos].
        Assert.True(Vector2.Distance(new(1, 2), v[0].TexCoord) < 1e-5);
        Assert.True(Vector2.Distance(new(1, 0), v[1].TexCoord) < 1e-5);
        Assert.True(Vector2.Distance(new(4, 2), v[2].TexCoord) < 1e-5);
    }

    [Fact]
    public void A_box_is_closed()
    {
        byte[] indices = [0, 2, 1, 1, 2, 3, 4, 5, 6, 5, 7, 6, 0, 1, 4, 1, 5, 4, 2, 6, 3, 3, 6, 7, 0, 4, 2, 2, 4, 6, 1, 3, 5, 3, 7, 5];
        float[] corners = [.. Enumerable.Range(0, 8).SelectMany(i => new float[] { i & 1, (i >> 1) & 1, i >> 2 })];
        string json = $$"""
            { "asset": { "version": "2.0" }, "scenes": [ { "nodes": [ 0 ] } ], "nodes": [ { "mesh": 0 } ],
              "meshes": [ { "primitives": [ { "attributes": { "POSITION": 0 }, "indices": 1 } ] } ],
              "buffers": [ { "byteLength": 96, "uri": "{{GltfText.Floats(corners)}}" }, { "byteLength": 36, "uri": "{{GltfText.Bytes(indices)}}" } ],
              "bufferViews": [ { "buffer": 0, "byteLength": 96 }, { "buffer": 1, "byteLength": 36 } ],
              "accessors": [ { "bufferView": 0, "componentType": 5126, "count": 8, "type": "VEC3" }, { "bufferView": 1, "componentType": 5121, "count": 36, "type": "SCALAR" } ] }
            """;
        MeshData box = GltfText.Load(json).Parts[0].Mesh;
        Solid.AssertManifold(box);
        Solid.AssertNormals(box, 0.999);
        Assert.Equal(1, Solid.Volume(box), 1e-6);
    }
}
