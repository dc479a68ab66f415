namespace Fovea.Gpu;

/// <summary>How many binding points of each sort Fovea uses. The host-state guard puts back these, so shaders keep to them.</summary>
public static class BindingPoints
{
    /// <summary>Storage blocks: bindings 0 to 3, all that OpenGL ES 3.1 promises.</summary>
    public const int Storage = 4;

    /// <summary>Uniform blocks: bindings 0 to 3.</summary>
    public const int Uniform = 4;

    /// <summary>Texture units: 0 to 3, enough for the three planes of a video frame and a font.</summary>
    public const int Texture = 4;

    /// <summary>Image units: 0 and 1.</summary>
    public const int Image = 2;
}
