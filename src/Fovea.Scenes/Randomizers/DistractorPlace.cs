namespace Fovea.Scenes.Randomizers;

/// <summary>Where distractors are.</summary>
public enum DistractorPlace
{
    /// <summary>Beside labelled things, on the same ground.</summary>
    Near,

    /// <summary>Anywhere that the scene's first camera sees.</summary>
    InView,
}
