namespace Fovea.Scenes.Labels;

/// <summary>Which of a frame's maps is shown.</summary>
public enum LabelView
{
    /// <summary>The picture.</summary>
    Color,

    /// <summary>Classes, in their colours.</summary>
    Classes,

    /// <summary>Objects, each in a colour of its own; what is none is a dark shade of its class.</summary>
    Instances,

    /// <summary>Depth, red near and blue far.</summary>
    Depth,

    /// <summary>Normals in the world: x, y, z from -1 to 1 as red, green, blue from 0 to 255.</summary>
    Normals,

    /// <summary>Optical flow: its direction as hue, its length as saturation.</summary>
    Flow,
}
