using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using Fovea.Scenes.Components;
using Fovea.Scenes.Files;
using Fovea.Scenes.Meshes;
using Fovea.Scenes.Numerics;
using Fovea.Scenes.Samplers;
using Fovea.Scenes.Worlds;

namespace Fovea.Scenes.Randomizers;

/// <summary>Paints a mesh with a pattern of two colours, or lays a picture of a folder on it.</summary>
public sealed class TextureRandomizer : Randomizer
{
    private ColorSource _colors = null!;
    private Sampler? _size;
    private Sampler? _contrast;
    private SurfacePattern[] _patterns = [];
    private WeightedChoice _choice = null!;

    /// <summary>A folder with PNG and JPEG pictures, a path as in the rest of the scene; null for none.</summary>
    public string? Pictures { get; set; }

    /// <summary>How probable a picture is, where there is a folder; otherwise there is a pattern.</summary>
    public double PictureChance { get; set; } = 1;

    /// <summary>Whether the first colour is drawn too; otherwise the mesh keeps its own.</summary>
    public bool Recolor { get; set; } = true;

    /// <summary>Whether the meshes below the entity get a texture too, each its own.</summary>
    public bool Below { get; set; }

    /// <inheritdoc/>
    public override void Visit(Fields fields)
    {
        IReadOnlyList<string> names = fields.Texts("patterns", Names.ToArray(), $"Patterns to choose from: {string.Join(", ", Names)}. Left out, all.");
        IReadOnlyList<double> weights = fields.Numbers("patternWeights", [], "How probable each pattern is, in proportion; left out, all alike.");
        _size = fields.Sampler("size", "Metres of a square, stripe or patch; left out, as the mesh has it.");
        _contrast = fields.Sampler("contrast", "How far the second colour goes from the first to the one drawn for it, 0 to 1; left out, all the way.");
        _colors = new ColorSource(fields);
        Recolor = fields.Flag("recolor", Recolor, "Whether both colours of the pattern are drawn; false: only the second, and the mesh keeps its colour.");
        Pictures = fields.TextOrNone("pictures", null, "A folder with PNG and JPEG pictures, one of which is laid on the mesh.");
        PictureChance = fields.Number("pictureChance", PictureChance, "How probable a picture is, where there is a folder, rather than a pattern.", 0, 1);
        Below = fields.Flag("below", Below, "Whether the meshes below the entity get a texture too, each its own.");
        _patterns = names.Select(name => Enum.GetValues<SurfacePattern>().Where(p => EnumNames.InFiles(p.ToString()) == name).Cast<SurfacePattern?>().FirstOrDefault()
            ?? throw fields.Error("patterns", $"there is no pattern '{name}'. There is: {string.Join(", ", Names)}.")).ToArray();
        _choice = Weights.Choice(fields, weights.Count > 0 ? "patternWeights" : "patterns", weights, _patterns.Length);
    }

    /// <inheritdoc/>
    public override void Check(Scene scene, Func<string, string, SceneException> error)
    {
        if (Pictures is not null)
            scene.Models!.CheckPictures(Pictures, message => error("pictures", message));
    }

    /// <inheritdoc/>
    public override void Randomize()
    {
        CounterRandom random = Random("Texture.pattern");
        foreach (MeshRendererComponent mesh in Targets<MeshRendererComponent>(Below))
        {
            // The same numbers are drawn whatever comes of them: a chance that changes leaves the colours of the others alone.
            bool picture = random.Chance(PictureChance);
            SurfacePattern pattern = _patterns[_choice.Next(ref random)];
            Vector3 first = _colors.Sample(ref random), second = _colors.Sample(ref random);
            double? size = _size?.Sample(ref random);
            var contrast = (float)Math.Clamp(_contrast?.Sample(ref random) ?? 1, 0, 1);
            double place = random.NextDouble();
            if (Pictures is not null && picture)
            {
                IReadOnlyList<string> all = World.Models.PicturesIn(Pictures);
                (mesh.Texture, mesh.Pattern) = (all[(int)(place * all.Count)], SurfacePattern.None);
                mesh.Color = Recolor ? Vector3.One : mesh.Color;
            }
            else
            {
                (mesh.Pattern, mesh.Texture, mesh.Color) = (pattern, null, Recolor ? first : mesh.Color);
                mesh.PatternColor = ((mesh.Color ?? Vector3.One) * (1 - contrast)) + (second * contrast);
                mesh.PatternSize = size is { } metres ? (float)Math.Max(1e-4, metres) : mesh.PatternSize;
            }

            mesh.Changed();
        }
    }

    private static IEnumerable<string> Names => Enum.GetNames<SurfacePattern>().Select(EnumNames.InFiles);
}
