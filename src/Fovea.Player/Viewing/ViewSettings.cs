namespace Fovea.Player.Viewing;

/// <summary>What is drawn over a dataset's pictures.</summary>
/// <param name="Boxes">Boxes and keypoints.</param>
/// <param name="Masks">Colours and outlines of classes and objects.</param>
/// <param name="Labels">The names of classes above boxes.</param>
internal sealed record ViewSettings(bool Boxes = true, bool Masks = true, bool Labels = true);
