using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using Fovea.Scenes.Files;
using Fovea.Scenes.Meshes;

namespace Fovea.Scenes.Components;

/// <summary>Draws a mesh where its entity is.</summary>
public sealed class MeshRendererComponent : Component
{
    private Model? _model;
    private Material[]? _materials;
    private Dictionary<Model, Material[]>? _others;

    /// <summary>The mesh: a name of <see cref="Meshes.Catalog.ModelCatalog"/>, or a path of a .gltf or .glb file.</summary>
    public string Mesh { get; set; } = "";

    /// <summary>Parameters of a mesh that is made by name.</summary>
    public IReadOnlyDictionary<string, object> Parameters { get; set; } = new Dictionary<string, object>();

    /// <summary>Colour, sRGB-encoded, which multiplies what the mesh takes a tint in; null for the mesh's own.</summary>
    public Vector3? Color { get; set; }

    /// <summary>0..1 instead of the mesh's own; null for that.</summary>
    public float? Metallic { get; set; }

    /// <summary>0..1 instead of the mesh's own; null for that.</summary>
    public float? Roughness { get; set; }

    /// <summary>Light that it gives by itself, sRGB-encoded; null for the mesh's own.</summary>
    public Vector3? Emission { get; set; }

    /// <summary>A picture that lies on it; null for the mesh's own. A path as in the rest of the scene.</summary>
    public string? Texture { get; set; }

    /// <summary>What is painted on it, in its colour and <see cref="PatternColor"/>.</summary>
    public SurfacePattern Pattern { get; set; }

    /// <summary>The second colour of the pattern, sRGB-encoded.</summary>
    public Vector3 PatternColor { get; set; }

    /// <summary>The size of squares, stripes or patches of the pattern, metres.</summary>
    public float PatternSize { get; set; } = 0.25f;

    /// <summary>Whether it throws a shadow.</summary>
    public bool CastsShadow { get; set; } = true;

    /// <summary>Whether it is drawn.</summary>
    public bool IsVisible { get; set; } = true;

    /// <summary>What it draws: set it, or leave it to be made of <see cref="Mesh"/> when it is needed first.</summary>
    /// <exception cref="SceneException">There is no such mesh.</exception>
    public Model Model
    {
        get => _model ??= Entity.World.Models.Find(Mesh, Parameters);
        set
        {
            if (ReferenceEquals(value, _model))
                return;
            // What walks changes between a few models all the time: materials that were made for one are kept.
            if (_model is not null && _materials is not null)
                (_others ??= new Dictionary<Model, Material[]>(ReferenceEqualityComparer.Instance))[_model] = _materials;
            _materials = _others is not null && _others.TryGetValue(value, out Material[]? made) ? made : null;
            _model = value;
        }
    }

    /// <summary>Takes what was set since it was drawn last: call it after changing a colour or another number.</summary>
    public void Changed() => (_materials, _others) = (null, null);

    /// <summary>Draws another mesh from now on.</summary>
    /// <param name="mesh">As <see cref="Mesh"/>.</param>
    /// <param name="parameters">As <see cref="Parameters"/>; null for none.</param>
    public void SetMesh(string mesh, IReadOnlyDictionary<string, object>? parameters = null)
    {
        (Mesh, Parameters) = (mesh, parameters ?? new Dictionary<string, object>());
        (_model, _materials, _others) = (null, null, null);
    }

    /// <inheritdoc/>
    public override void Check(Scene scene, Func<string, string, SceneException> error)
    {
        scene.Models!.Check(Mesh, Parameters, message => error("mesh", message));
        if (Texture is not null)
            scene.Models.CheckTexture(Texture, message => error("texture", message));
    }

    /// <inheritdoc/>
    public override void Visit(Fields fields)
    {
        Mesh = fields.Text("mesh", null, "A mesh that is made by name, as box, sphere, car or tree, or a .gltf or .glb file in the scene's folder.");
        Parameters = fields.Values("parameters", "The size and shape of a mesh that is made by name.");
        Color = fields.ColorOrNone("color", null, "Multiplies the mesh's own colour where that takes a tint.");
        Metallic = (float?)fields.NumberOrNone("metallic", null, "How much of a metal it is.", 0, 1);
        Roughness = (float?)fields.NumberOrNone("roughness", null, "How rough it is: 0 is a mirror.", 0, 1);
        Emission = fields.ColorOrNone("emission", null, "Light that it gives by itself.");
        Texture = fields.TextOrNone("texture", null, "A picture that lies on it.");
        Pattern = fields.Choice("pattern", Pattern, "What is painted on it, in its colour and patternColor.");
        PatternColor = fields.Color("patternColor", PatternColor, "The second colour of the pattern.");
        PatternSize = (float)fields.Number("patternSize", PatternSize, "The size of the pattern's squares, stripes or patches, metres.", 0.0001);
        CastsShadow = fields.Flag("castsShadow", CastsShadow, "Whether it throws a shadow.");
        IsVisible = fields.Flag("visible", IsVisible, "Whether it is drawn.");
    }

    /// <summary>The material of a part, with what is set here over it.</summary>
    internal Material MaterialOf(int part) => (_materials ??= Model.Parts.Select(p => Over(p.Material)).ToArray())[part];

    private Material Over(Material own)
    {
        if (Color is null && Metallic is null && Roughness is null && Emission is null && Texture is null && Pattern == SurfacePattern.None)
            return own;
        bool painted = Pattern != SurfacePattern.None;
        return own with
        {
            BaseColor = Color is { } color ? new Vector4(color, own.BaseColor.W) : own.BaseColor,
            Metallic = Metallic ?? own.Metallic,
            Roughness = Roughness ?? own.Roughness,
            Emission = Emission ?? own.Emission,
            BaseColorTexture = Texture is { } path ? Entity.World.Models.FindTexture(path) : own.BaseColorTexture,
            Pattern = painted ? Pattern : own.Pattern,
            PatternColor = painted ? PatternColor : own.PatternColor,
            PatternSize = painted ? PatternSize : own.PatternSize,
        };
    }
}
