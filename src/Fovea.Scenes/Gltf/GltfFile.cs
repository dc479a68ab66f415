using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Numerics;
using Fovea.Scenes.Meshes;
using Fovea.Scenes.Numerics;

namespace Fovea.Scenes.Gltf;

/// <summary>Reads models in glTF 2.0: .gltf with its buffers and pictures beside it or in data URIs, and .glb.</summary>
/// <remarks>
/// Read are nodes, meshes (triangles, strips, fans), positions, normals (flat where there are none), TEXCOORD_0, COLOR_0, metal-rough
/// materials with PNG and JPEG textures, and the extensions KHR_mesh_quantization, KHR_texture_transform (one for all textures of a material)
/// and KHR_materials_emissive_strength. BLEND is drawn as a mask at half opacity. Skins, animations, morph targets, cameras, lights and
/// occlusion textures are left out. glTF's front is +z, ours -z: the model is turned by half about y.
/// See https://registry.khronos.org/glTF/specs/2.0/glTF-2.0.html.
/// </remarks>
public static class GltfFile
{
    private static readonly HashSet<string> Understood =
        ["KHR_mesh_quantization", "KHR_texture_transform", "KHR_materials_emissive_strength"];

    // A half turn about y, exactly.
    private static readonly Matrix4x4 ToOurFront = new(-1, 0, 0, 0, 0, 1, 0, 0, 0, 0, -1, 0, 0, 0, 0, 1);

    /// <summary>Loads a model.</summary>
    /// <param name="path">The .gltf or .glb file.</param>
    /// <param name="notes">Takes what is drawn otherwise than the file says, or not at all; null where nobody asks.</param>
    /// <exception cref="SceneException">A file is missing or damaged, or needs what is not understood; the message names file, place in the JSON, and what to do.</exception>
    public static Model Load(string path, ICollection<string>? notes = null) => Load(GltfContainer.Read(path), notes);

    /// <summary>Loads a model from the bytes of its file.</summary>
    /// <param name="path">What messages call it, and where its URIs start.</param>
    /// <param name="bytes">The whole .gltf or .glb file.</param>
    /// <param name="notes">As in <see cref="Load(string, ICollection{string}?)"/>.</param>
    /// <exception cref="SceneException">As in <see cref="Load(string, ICollection{string}?)"/>.</exception>
    public static Model Load(string path, ReadOnlyMemory<byte> bytes, ICollection<string>? notes = null) => Load(GltfContainer.Parse(path, bytes), notes);

    /// <summary>As <see cref="Load(string, ICollection{string}?)"/>, and names the files beside it that it reads: as the file does, and where they lie.</summary>
    internal static Model Load(string path, Action<string, string> reads) => Load(GltfContainer.Read(path, reads), null);

    private static Model Load(GltfContainer container, ICollection<string>? notes)
    {
        GltfValue root = container.Root;
        GltfNotes noted = new(container.File, notes);
        GltfValue asset = root.Need("asset");
        string version = asset.Words("version") ?? throw asset.Error("the field 'version' is missing.");
        if (!version.StartsWith("2.", StringComparison.Ordinal) || asset.Words("minVersion") is not (null or "2.0"))
            throw asset.Error($"it is glTF {asset.Words("minVersion") ?? version}; glTF 2.0 is read. Export it as glTF 2.0.");
        foreach (GltfValue extension in root.Items("extensionsRequired"))
        {
            if (!Understood.Contains(extension.AsText()))
                throw extension.Error($"the file needs the extension {extension.AsText()}, which is not understood. {Advice(extension.AsText())}");
        }

        GltfAccessors accessors = new(container);
        GltfMeshes meshes = new(container, accessors, new GltfMaterials(container, accessors, noted), noted);
        List<ModelPart> parts = [];
        foreach ((int mesh, Matrix4x4 transform) in new GltfNodes(root, meshes.Count, noted).Meshes())
            parts.AddRange(meshes.Find(mesh).Select(p => new ModelPart(p.Mesh, p.Material, Affine.Multiply(transform, ToOurFront))));
        parts.RemoveAll(p => p.Mesh.Indices.Length == 0);
        return parts.Count > 0
            ? new Model(Path.GetFileName(container.File), parts)
            : throw root.Error("it shows no triangles. Export the model with its meshes.");
    }

    private static string Advice(string extension) => extension switch
    {
        "KHR_draco_mesh_compression" => "Export without Draco compression.",
        "EXT_meshopt_compression" or "KHR_meshopt_compression" => "Export without meshopt compression.",
        "KHR_texture_basisu" or "EXT_texture_webp" or "EXT_texture_avif" => "Export with PNG or JPEG textures.",
        _ => "Export the file without it.",
    };
}
