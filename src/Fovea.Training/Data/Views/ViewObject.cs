using System.Collections.Generic;
using System.Numerics;
using Fovea.Vision;

namespace Fovea.Training.Data.Views;

/// <summary>An object in a picture that is looked at.</summary>
/// <param name="Box">Where, in pixels from the picture's top left.</param>
/// <param name="Class">The place of its class in <see cref="DatasetView.Classes"/>.</param>
/// <param name="Points">Its labelled points that are in the picture, in pixels.</param>
public sealed record ViewObject(Box Box, int Class, IReadOnlyList<Vector2> Points);
