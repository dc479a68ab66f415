namespace Fovea.Scenes.Rendering;

/// <summary>How the edges in colour pictures are smoothed. Labels never are.</summary>
public enum AntiAliasing
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>By a filter over the picture that finds edges (after Lottes' FXAA).</summary>
    Fxaa,

    /// <summary>By drawing four times as many pixels; a pixel's labels are those of one of its four.</summary>
    Supersampling,
}
