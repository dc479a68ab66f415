using System.Collections.Generic;
using Fovea.Capture;

namespace Fovea.Training.Data.Views;

/// <summary>A picture of a dataset with all that can be drawn over it.</summary>
/// <param name="Name">What it is called: its file's name.</param>
/// <param name="Picture">The picture.</param>
/// <param name="Objects">The objects that have boxes.</param>
/// <param name="Mask">Its pixels' classes, of the picture's size; null where the dataset has none.</param>
public sealed record ViewFrame(string Name, Picture Picture, IReadOnlyList<ViewObject> Objects, ViewMask? Mask);
