using System.Collections.Generic;

namespace Fovea.Scenes.Meshes.Catalog;

/// <summary>One number or text that a kind of model takes; from these come its check, its error messages and the scene file's schema.</summary>
/// <param name="Name">As in scene files, in camel case.</param>
/// <param name="Description">What it is, with its unit.</param>
public sealed record ModelParameter(string Name, string Description)
{
    /// <summary>The value where none is given; for a choice the first of them, for a text <see cref="DefaultText"/>.</summary>
    public double Default { get; init; }

    /// <summary>The least number.</summary>
    public double Least { get; init; }

    /// <summary>The greatest number.</summary>
    public double Most { get; init; }

    /// <summary>Whether it is a whole number.</summary>
    public bool IsWhole { get; init; }

    /// <summary>For a share of a cycle: it is taken to the nearest multiple of this, and the whole cycle is 0; 0 where numbers are taken as they are.</summary>
    public double Step { get; init; }

    /// <summary>The texts to choose from; null where it is a number or any text.</summary>
    public IReadOnlyList<string>? Choices { get; init; }

    /// <summary>The text where none is given; null where it is a number or a choice.</summary>
    public string? DefaultText { get; init; }

    /// <summary>Whether it is a text, rather than a number.</summary>
    public bool IsText => Choices is not null || DefaultText is not null;

    /// <summary>A number.</summary>
    public static ModelParameter Number(string name, double value, double least, double most, string description) =>
        new(name, description) { Default = value, Least = least, Most = most };

    /// <summary>A whole number.</summary>
    public static ModelParameter Whole(string name, double value, double least, double most, string description) =>
        new(name, description) { Default = value, Least = least, Most = most, IsWhole = true };

    /// <summary>A share of a cycle, 0..1, of which 1 is 0 again; taken to the nearest of some parts, so that things in motion share meshes.</summary>
    public static ModelParameter Phase(string name, int parts, string description) => new(name, description) { Most = 1, Step = 1.0 / parts };

    /// <summary>The number that all that is random about a model is drawn from.</summary>
    public static ModelParameter Seed(string description = "What its details are drawn from.") => Whole("seed", 0, 0, 1L << 52, description);

    /// <summary>One of several texts, the first where none is given.</summary>
    public static ModelParameter Choice(string name, IReadOnlyList<string> choices, string description) =>
        new(name, description) { Choices = choices };

    /// <summary>Any text.</summary>
    public static ModelParameter Text(string name, string value, string description) => new(name, description) { DefaultText = value };

    /// <summary>What values it takes, in words for messages.</summary>
    public string Expected => Choices is not null
        ? "one of " + string.Join(", ", Choices)
        : DefaultText is not null ? "a text" : System.FormattableString.Invariant($"a {(IsWhole ? "whole number" : "number")} of {Least} to {Most}");
}
