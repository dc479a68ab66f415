using System.Collections.Generic;
using System.Linq;
using System.Text.Encodings.Web;
using System.Text.Json;
using Fovea.Scenes.Labels;

namespace Fovea.Scenes.Datasets.Formats;

/// <summary>What things are called in SOLO's files: each name stands in several of them.</summary>
internal static class SoloNames
{
    public const string Camera = "camera";
    public const string CameraDescription = "The scene's camera";
    public const string SemanticFile = $"step0.{Camera}.semantic segmentation.png";
    public const string InstanceFile = $"step0.{Camera}.instance segmentation.png";
    public const string KeypointTemplate = "keypoints";

    public static readonly JsonWriterOptions Json = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static readonly (string Id, string Description) Box2D = ("bounding box", "Boxes around what is seen of the objects, in pixels.");
    public static readonly (string Id, string Description) Box3D = ("bounding box 3D", "Boxes around the objects in the camera's space, in metres.");
    public static readonly (string Id, string Description) Instances = ("instance segmentation", "A colour for each object.");
    public static readonly (string Id, string Description) Classes = ("semantic segmentation", "A colour for each class.");
    public static readonly (string Id, string Description) Keypoints = ("keypoints", "Labelled points of the objects.");
    public static readonly (string Id, string Description) Depth = ("depth", "Millimetres along the camera's axis, 16 bits; 0 where there is nothing.");
    public static readonly (string Id, string Description) Normals = ("normals", "Normals in the world (right-handed, y up): 127.5 (n + 1).");
    public static readonly (string Id, string Description) ObjectCount = ("ObjectCount", "How many objects of each class there are.");
    public static readonly (string Id, string Description) RenderedObjectInfo = ("RenderedObjectInfo", "How many pixels show each object.");

    /// <summary>The colour of each class: its own, or the next that is free where another class has it or it is the black of what has no class.</summary>
    public static IReadOnlyDictionary<byte, int> Colors(DatasetOptions options)
    {
        var colors = new Dictionary<byte, int>();
        foreach (SceneClass c in options.Classes.OrderBy(c => c.Id))
        {
            int color = c.Color & 0xFFFFFF;
            while (color == 0 || colors.ContainsValue(color))
                color = (color + 1) & 0xFFFFFF;
            colors.Add(c.Id, color);
        }

        return colors;
    }

    /// <summary>The full name of a type.</summary>
    public static string Type(string name) => $"type.unity.com/unity.solo.{name}";
}
