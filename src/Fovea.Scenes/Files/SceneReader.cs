using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using Fovea.Scenes.Labels;
using Fovea.Scenes.Worlds;

namespace Fovea.Scenes.Files;

/// <summary>Makes a scene of the root object of its file.</summary>
internal sealed class SceneReader
{
    private readonly SceneFields _root;
    private readonly PrefabReader _prefabs;
    private readonly string _folder;

    public SceneReader(FieldLayer root, string folder)
    {
        _root = new SceneFields(root);
        _folder = folder;
        _prefabs = new PrefabReader(_root, folder);
    }

    /// <summary>Names the fields of a scene but for entities and prefabs.</summary>
    public static Scene Head(Fields fields, string folder)
    {
        fields.TextOrNone("$schema", null, "Where editors find the schema of the file.");
        return new Scene
        {
            Name = fields.Text("name", null, "The scene's name; output goes to a folder of that name."),
            Description = fields.Text("description", "", "What the scene is about, for people."),
            TimeStep = (float)fields.Number("timeStep", 1.0 / 30, "The seconds of a step of what moves.", 0.0001, 10),
            WarmUpSteps = (int)fields.Whole("warmUpSteps", 0, "How many steps an episode makes before its picture is taken.", 0, 100000),
            Classes = fields.List("classes", "The classes of the labels.", Class).OrderBy(c => c.Id).ToArray(),
            Entities = [],
            Folder = folder,
        };
    }

    /// <exception cref="SceneException">Something is not as it should be; file, line and field are named.</exception>
    public Scene Read()
    {
        Scene scene = Head(_root, _folder);
        if (!_root.Has("entities"))
            throw _root.Top.Error(null, "lacks 'entities': the list of what is in the scene.");
        var tree = new EntityTree(_root.Objects("entities").Select(_prefabs.Read).ToArray());
        _root.End();
        scene = scene with { Entities = tree.Build(), Prefabs = _prefabs.ReadAll() };
        foreach ((string name, string path) in _prefabs.Files)
            scene.Sources.Add(name, path);
        return scene;
    }

    private static SceneClass Class(Fields fields)
    {
        var id = (byte)fields.Whole("id", 1, "The number that pictures of classes hold.", 1, 255);
        Vector3 color = fields.Color("color", Vector3.One, "How it is painted.");
        int rgb = (Byte(color.X) << 16) | (Byte(color.Y) << 8) | Byte(color.Z);
        double? trainId = fields.NumberOrNone("trainId", null, "The number that a network gives it, where that differs; 255 for a class to ignore.", 0, 255);
        if (trainId is { } number && number != Math.Floor(number))
            throw fields.Error("trainId", FormattableString.Invariant($"a whole number was expected, not {number}."));
        var found = new SceneClass(
            id,
            fields.Text("name", null, "Its name."),
            rgb,
            fields.Flag("thing", false, "Whether it comes as single objects with boxes, rather than as stuff."),
            fields.Text("supercategory", "", "The group that it belongs to."),
            (byte?)trainId)
        {
            Keypoints = fields.Texts("keypoints", [], "The names of the labelled points of its objects."),
        };
        IReadOnlyList<double> skeleton = fields.Numbers("skeleton", [], "Which points a line joins, from 0: from, to, from, to, ...");
        if (skeleton.Count % 2 != 0 || skeleton.Any(n => n < 0 || n >= found.Keypoints.Count || n != Math.Floor(n)))
            throw fields.Error("skeleton", $"pairs of the numbers of its {found.Keypoints.Count} keypoints, from 0, were expected.");
        return found with { Skeleton = Enumerable.Range(0, skeleton.Count / 2).Select(i => ((int)skeleton[2 * i], (int)skeleton[(2 * i) + 1])).ToArray() };
    }

    private static int Byte(float value) => (int)MathF.Floor((value * 255) + 0.5f);
}
