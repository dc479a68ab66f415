using System;
using System.Collections.Generic;
using System.Numerics;
using Fovea.Scenes.Files;
using Fovea.Scenes.Labels;

namespace Fovea.Scenes.Components;

/// <summary>Says what its entity is, with all below it that have no label of their own.</summary>
public sealed class LabelComponent : Component
{
    /// <summary>The name of one of the scene's classes.</summary>
    public string Class { get; set; } = "";

    /// <summary>Whether it is an object by itself, with a box, where its class comes as single objects.</summary>
    public bool IsInstance { get; set; } = true;

    /// <summary>Labelled points in the entity's space, in the order of the class's keypoints; metres.</summary>
    public IReadOnlyList<Vector3> Keypoints { get; set; } = [];

    /// <inheritdoc/>
    public override void Check(Scene scene, Func<string, string, SceneException> error)
    {
        SceneClass found = scene.CheckedClass(Class, message => error("class", message));
        if (Keypoints.Count > 0 && Keypoints.Count != found.Keypoints.Count)
            throw error("keypoints", $"{Keypoints.Count} points are given, but the class '{found.Name}' names {found.Keypoints.Count}.");
    }

    /// <inheritdoc/>
    public override void Visit(Fields fields)
    {
        Class = fields.Text("class", null, "The name of one of the scene's classes.");
        IsInstance = fields.Flag("instance", IsInstance, "Whether it is an object with a box of its own, where its class comes as single objects.");
        Keypoints = fields.Points("keypoints", Keypoints, "Labelled points in the entity's space, in the order of the class's keypoints.");
    }
}
