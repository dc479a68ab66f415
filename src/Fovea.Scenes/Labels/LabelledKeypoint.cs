using System.Numerics;

namespace Fovea.Scenes.Labels;

/// <summary>A labelled point of an object in a picture.</summary>
/// <param name="Position">Pixels from the picture's top left corner.</param>
/// <param name="Depth">Metres from the camera's plane.</param>
/// <param name="Visibility">As COCO counts: 0 outside the picture, 1 hidden, 2 visible.</param>
public readonly record struct LabelledKeypoint(Vector2 Position, float Depth, int Visibility);
