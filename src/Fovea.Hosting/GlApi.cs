namespace Fovea.Hosting;

/// <summary>Which of the two OpenGL dialects a context speaks.</summary>
public enum GlApi
{
    /// <summary>Whichever is available, desktop OpenGL first.</summary>
    Any,

    /// <summary>Desktop OpenGL, core profile.</summary>
    OpenGL,

    /// <summary>OpenGL ES.</summary>
    OpenGLES,
}
