using System;
using System.Collections.Generic;
using System.Numerics;
using Fovea.Capture;
using Fovea.Scenes.Meshes;

namespace Fovea.Scenes.Gltf;

/// <summary>The materials of a glTF file, with their pictures.</summary>
internal sealed class GltfMaterials
{
    private const int ClampToEdge = 33071, MirroredRepeat = 33648;

    private readonly GltfContainer _container;
    private readonly GltfAccessors _accessors;
    private readonly GltfNotes _notes;
    private readonly GltfValue[] _materials, _textures, _images, _samplers;
    private readonly GltfMaterial?[] _made;
    private readonly Dictionary<(int Image, bool IsColor, bool Repeats), TextureData> _pictures = [];
    private readonly Dictionary<int, Picture> _decoded = [];

    public GltfMaterials(GltfContainer container, GltfAccessors accessors, GltfNotes notes)
    {
        (_container, _accessors, _notes) = (container, accessors, notes);
        _materials = container.Root.Items("materials");
        _textures = container.Root.Items("textures");
        _images = container.Root.Items("images");
        _samplers = container.Root.Items("samplers");
        _made = new GltfMaterial?[_materials.Length];
    }

    public int Count => _materials.Length;

    /// <summary>A material by its number; the specification's default for -1.</summary>
    public GltfMaterial Find(int index) => index < 0
        ? new GltfMaterial(new Material { Name = "default", Metallic = 1, Roughness = 1 }, GltfTextureTransform.None)
        : _made[index] ??= Make(_materials[index], index);

    private GltfMaterial Make(GltfValue json, int index)
    {
        GltfTextureTransform? transform = null;
        GltfValue? rough = json.Find("pbrMetallicRoughness");
        float[] color = rough?.Numbers("baseColorFactor", 4) ?? [1, 1, 1, 1], emission = json.Numbers("emissiveFactor", 3) ?? [0, 0, 0];
        float strength = json.Find("extensions")?.Find("KHR_materials_emissive_strength")?.Number("emissiveStrength", 1) ?? 1;
        string mode = json.Words("alphaMode") ?? "OPAQUE";
        if (mode is not ("OPAQUE" or "MASK" or "BLEND"))
            throw json.Error($"its alphaMode is '{mode}'; expected is OPAQUE, MASK or BLEND.");
        if (mode == "BLEND")
            _notes.Add($"{json.Path}: blending is drawn as a mask at half opacity, since a label belongs to one surface.");
        if (json.Find("occlusionTexture") is not null)
            _notes.Add($"{json.Path}: its occlusionTexture is not used.");
        Material material = new()
        {
            Name = json.Words("name") ?? $"material {index}",
            BaseColor = new Vector4(Encode(color[0]), Encode(color[1]), Encode(color[2]), Math.Clamp(color[3], 0, 1)),
            Metallic = Math.Clamp(rough?.Number("metallicFactor", 1) ?? 1, 0, 1),
            Roughness = Math.Clamp(rough?.Number("roughnessFactor", 1) ?? 1, 0, 1),
            Emission = Math.Max(0, strength) * new Vector3(Encode(emission[0]), Encode(emission[1]), Encode(emission[2])),
            BaseColorTexture = Texture(rough, "baseColorTexture", true, ref transform),
            MetallicRoughnessTexture = Texture(rough, "metallicRoughnessTexture", false, ref transform),
            NormalTexture = Texture(json, "normalTexture", false, ref transform),
            EmissionTexture = Texture(json, "emissiveTexture", true, ref transform),
            AlphaCutoff = mode switch { "OPAQUE" => null, "MASK" => Math.Max(0, json.Number("alphaCutoff", 0.5f)), _ => 0.5f },
            IsDoubleSided = json.Flag("doubleSided"),
        };
        return new GltfMaterial(material, transform ?? GltfTextureTransform.None);
    }

    private TextureData? Texture(GltfValue? owner, string name, bool isColor, ref GltfTextureTransform? transform)
    {
        if (owner?.Find(name) is not { } info)
            return null;
        GltfValue texture = _textures[info.Need("index").AsIndex(_textures.Length, "textures")];
        GltfTextureTransform own = GltfTextureTransform.Of(info);
        if (own.Set != 0)
        {
            _notes.Add($"{info.Path}: it uses texture coordinates TEXCOORD_{own.Set}; only TEXCOORD_0 is read, and the texture is left out.");
            return null;
        }

        // Coordinates are moved once, in the mesh; where a material's textures move differently, the first has its way.
        transform ??= own;
        if (transform != own)
            _notes.Add($"{info.Path}: it is moved otherwise than the material's first texture, whose movement is used for all.");
        int source = texture.Index("source", _images.Length, "images");
        if (source < 0)
            throw texture.Error("it has no picture in a format that is read (PNG, JPEG). Export the file with PNG or JPEG textures.");
        int sampler = texture.Index("sampler", _samplers.Length, "samplers");
        bool repeats = sampler < 0 || Wrap(_samplers[sampler]) != ClampToEdge;
        if (_pictures.TryGetValue((source, isColor, repeats), out TextureData? made))
            return made;
        if (!_decoded.TryGetValue(source, out Picture? picture))
            _decoded.Add(source, picture = Decode(_images[source]));
        made = new TextureData($"{_container.File}, images[{source}]", picture.Width, picture.Height, picture.Rgba.ToArray(), isColor) { Repeats = repeats };
        _pictures.Add((source, isColor, repeats), made);
        return made;
    }

    private long Wrap(GltfValue sampler)
    {
        long s = sampler.Whole("wrapS", int.MaxValue, 10497), t = sampler.Whole("wrapT", int.MaxValue, 10497);
        if (s != t)
            _notes.Add($"{sampler.Path}: its wrapS and wrapT differ; wrapS is used for both.");
        if (s == MirroredRepeat)
            _notes.Add($"{sampler.Path}: mirrored repetition is drawn as plain repetition.");
        return s;
    }

    private Picture Decode(GltfValue image)
    {
        int view = image.Index("bufferView", _accessors.Views, "bufferViews");
        ReadOnlyMemory<byte> bytes = view >= 0 ? _accessors.View(view)
            : image.Words("uri") is { } uri ? _container.Resolve(image, uri, "picture")
            : throw image.Error("it has neither 'uri' nor 'bufferView'. The file is damaged; export it again.");
        try
        {
            return Picture.Decode(bytes.Span, $"{_container.File}, {image.Path}");
        }
        catch (PictureException e)
        {
            throw new SceneException($"{_container.File}, {image.Path}: the texture is no picture to use. {e.Message}", e);
        }
    }

    /// <summary>A linear number of 0..1 sRGB-encoded (IEC 61966-2-1).</summary>
    internal static float Encode(float linear)
    {
        linear = Math.Clamp(linear, 0, 1);
        return linear <= 0.0031308f ? 12.92f * linear : (1.055f * MathF.Pow(linear, 1 / 2.4f)) - 0.055f;
    }
}
