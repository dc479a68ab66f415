using System;
using System.Buffers.Binary;
using System.IO;
using System.Linq;
using System.Text;
using Fovea.Scenes.Gltf;
using Fovea.Scenes.Meshes;

namespace Fovea.Tests.Scenes.Gltf;

/// <summary>glTF files written by hand.</summary>
internal static class GltfText
{
    /// <summary>The specification's triangle: three indices of 16 bits, two bytes of padding, three positions.</summary>
    public const string TriangleBuffer = "data:application/octet-stream;base64,AAABAAIAAAAAAAAAAAAAAAAAAAAAAIA/AAAAAAAAAAAAAAAAAACAPwAAAAA=";

    /// <summary>A file of that triangle, whose parts can be replaced.</summary>
    public static string Triangle(string? uri = null, string primitive = "", string node = "", string more = "", string accessors = "", string views = "") => $$"""
        {
          "asset": { "version": "2.0" }, "scene": 0, "scenes": [ { "nodes": [ 0 ] } ], "nodes": [ { "mesh": 0 {{node}} } ],
          "meshes": [ { "name": "tri", "primitives": [ { "attributes": { "POSITION": 1 }, "indices": 0 {{primitive}} } ] } ],
          "buffers": [ { {{(uri == "" ? "" : $"\"uri\": \"{uri ?? TriangleBuffer}\",")}} "byteLength": 44 } ],
          "bufferViews": [ { "buffer": 0, "byteOffset": 0, "byteLength": 6, "target": 34963 }, { "buffer": 0, "byteOffset": 8, "byteLength": 36, "target": 34962 } {{views}} ],
          "accessors": [
            { "bufferView": 0, "byteOffset": 0, "componentType": 5123, "count": 3, "type": "SCALAR", "max": [ 2 ], "min": [ 0 ] },
            { "bufferView": 1, "byteOffset": 0, "componentType": 5126, "count": 3, "type": "VEC3", "max": [ 1, 1, 0 ], "min": [ 0, 0, 0 ] } {{accessors}} ]
          {{more}}
        }
        """;

    public static Model Load(string json, string path = "hand.gltf") => GltfFile.Load(path, Encoding.UTF8.GetBytes(json));

    /// <summary>Numbers as a data URI of little-endian floats.</summary>
    public static string Floats(params float[] values)
    {
        var bytes = new byte[4 * values.Length];
        for (int i = 0; i < values.Length; i++)
            BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(4 * i), values[i]);
        return Bytes(bytes);
    }

    public static string Bytes(params byte[] bytes) => "data:application/octet-stream;base64," + Convert.ToBase64String(bytes);

    /// <summary>A .glb of JSON and a binary chunk.</summary>
    public static byte[] Glb(string json, byte[]? binary = null)
    {
        byte[] text = Padded(Encoding.UTF8.GetBytes(json), (byte)' '), data = Padded(binary ?? [], 0);
        using MemoryStream stream = new();
        using BinaryWriter writer = new(stream);
        writer.Write(0x46546C67u);
        writer.Write(2u);
        writer.Write((uint)(12 + 8 + text.Length + (binary is null ? 0 : 8 + data.Length)));
        writer.Write((uint)text.Length);
        writer.Write(0x4E4F534Au);
        writer.Write(text);
        if (binary is not null)
        {
            writer.Write((uint)data.Length);
            writer.Write(0x004E4942u);
            writer.Write(data);
        }

        writer.Flush();
        return stream.ToArray();
    }

    private static byte[] Padded(byte[] bytes, byte padding) => [.. bytes, .. Enumerable.Repeat(padding, (4 - (bytes.Length % 4)) % 4)];
}
