using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Serialization;
using Fovea.Scenes.Labels;
using Fovea.Scenes.Numerics;

namespace Fovea.Scenes.Datasets;

/// <summary>What a dataset is made of and how it is written. All of it stands in the dataset's manifest; shards of one dataset share it.</summary>
public sealed record DatasetOptions
{
    /// <summary>The format's name: one of <see cref="DatasetFormats.Names"/>.</summary>
    public required string Format { get; init; }

    /// <summary>The scene's name.</summary>
    public required string Scene { get; init; }

    /// <summary>A hash of the scene's files, so that a changed scene does not go on in an old dataset; empty where there is none.</summary>
    public string SceneHash { get; init; } = "";

    /// <summary>The name of the camera that looks; empty for the scene's first.</summary>
    public string Camera { get; init; } = "";

    /// <summary>The seed that the frames are drawn from.</summary>
    public ulong Seed { get; init; }

    /// <summary>Pixels.</summary>
    public required int Width { get; init; }

    /// <summary>Pixels.</summary>
    public required int Height { get; init; }

    /// <summary>The number of the first frame.</summary>
    public long FirstFrame { get; init; }

    /// <summary>How many frames there are.</summary>
    public required long FrameCount { get; init; }

    /// <summary>What wrote it, and its version.</summary>
    public string Generator { get; init; } = "Fovea";

    /// <summary>The classes; frames hold no others.</summary>
    public required IReadOnlyList<SceneClass> Classes { get; init; }

    /// <summary>
    /// An object seen in fewer pixels is left out of lists of objects. 16 by default: a square of 4 pixels, half a cell of the finest grid of
    /// most detectors. It stays in masks of classes.
    /// </summary>
    public int MinimumPixels { get; init; } = 16;

    /// <summary>An object of which a smaller share is not hidden is left out of lists of objects, 0..1. 0.05 by default.</summary>
    public float MinimumVisibility { get; init; } = 0.05f;

    /// <summary>How the shapes of objects are written; null for what the format's readers expect: run lengths in COCO, none in YOLO.</summary>
    public MaskEncoding? Masks { get; init; }

    /// <summary>What the pictures are.</summary>
    public PictureEncoding Pictures { get; init; }

    /// <summary>How well JPEGs keep the picture, 1..100.</summary>
    public int JpegQuality { get; init; } = 95;

    /// <summary>What is written besides.</summary>
    public DatasetChannels Channels { get; init; }

    /// <summary>The share of frames for validation, 0..1, in formats that divide; which frames they are depends on their numbers alone.</summary>
    public double ValidationShare { get; init; }

    /// <summary>How the name of a picture ends.</summary>
    public string PictureExtension => Pictures == PictureEncoding.Png ? "png" : "jpg";

    /// <summary>The classes of single objects.</summary>
    [JsonIgnore]
    public IEnumerable<SceneClass> Things => Classes.Where(c => c.IsThing);

    /// <summary>Whether a frame belongs to the dataset.</summary>
    public bool Contains(long frame) => frame >= FirstFrame && frame - FirstFrame < FrameCount;

    /// <summary>Whether a frame is one of those for validation.</summary>
    public bool IsForValidation(long frame) => StableHash.Mix((ulong)frame + 0x9E3779B97F4A7C15) < ValidationShare * 18446744073709551616.0;

    /// <summary><c>train</c> or <c>val</c>.</summary>
    public string SplitOf(long frame) => IsForValidation(frame) ? "val" : "train";

    /// <summary>Checks what can be wrong.</summary>
    /// <exception cref="SceneException">Something is out of range, or there is no class, or two have the same number or name.</exception>
    public void Validate()
    {
        Check(Width > 0 && Height > 0 && Width <= 16384 && Height <= 16384, $"pictures of {Width}x{Height} pixels cannot be written; 1 to 16384 each is expected");
        Check(FrameCount > 0 && FirstFrame >= 0, $"{FrameCount} frames from {FirstFrame} on are none; at least one from 0 on is expected");
        Check(MinimumPixels >= 0 && MinimumVisibility is >= 0 and <= 1, "the least pixels cannot be negative, and the least visibility is from 0 to 1");
        Check(JpegQuality is >= 1 and <= 100, $"a JPEG's quality is from 1 to 100, not {JpegQuality}");
        Check(ValidationShare is >= 0 and <= 1, $"the share for validation is from 0 to 1, not {ValidationShare}");
        Check(Classes.Count > 0, "the scene labels no class, so there is nothing to write of it. Add Label components to what shall be found");
        foreach (SceneClass c in Classes)
        {
            Check(c.Id != 0, $"the class '{c.Name}' has the number 0, which stands for no class");
            Check(Classes.Count(o => o.Id == c.Id) == 1, $"several classes have the number {c.Id}");
            Check(Classes.Count(o => o.Name == c.Name) == 1, $"several classes are called '{c.Name}'");
        }
    }

    private static void Check(bool right, string what)
    {
        if (!right)
            throw new SceneException($"The dataset cannot be made: {what}.");
    }
}
