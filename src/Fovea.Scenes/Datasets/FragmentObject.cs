using Fovea.Scenes.Labels;

namespace Fovea.Scenes.Datasets;

/// <summary>An object in a fragment.</summary>
/// <param name="Class">Its class.</param>
/// <param name="Box">The box around what is seen of it.</param>
/// <param name="Pixels">How many pixels show it.</param>
internal readonly record struct FragmentObject(byte Class, PixelBox Box, int Pixels);
