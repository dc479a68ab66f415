namespace Fovea.Vision;

/// <summary>How a picture of one shape is brought into a network's input of another.</summary>
public enum ImageFit
{
    /// <summary>The whole picture, stretched to the input's size.</summary>
    Stretch,

    /// <summary>The whole picture in its own proportions, centred, with bars on two sides.</summary>
    Letterbox,

    /// <summary>The whole picture in its own proportions, at the top left, with bars at the right or the bottom.</summary>
    LetterboxTopLeft,

    /// <summary>The largest part of the picture, about its centre, that has the input's proportions.</summary>
    CenterCrop,
}
