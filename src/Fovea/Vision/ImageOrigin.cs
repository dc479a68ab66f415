namespace Fovea.Vision;

/// <summary>Which row of a picture lies at texture coordinate 0.</summary>
public enum ImageOrigin
{
    /// <summary>The top row: pictures that were uploaded as files hold them.</summary>
    TopLeft,

    /// <summary>The bottom row: what OpenGL rendered.</summary>
    BottomLeft,
}
