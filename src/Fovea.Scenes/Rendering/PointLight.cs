using System.Numerics;

namespace Fovea.Scenes.Rendering;

/// <summary>A light at a point, which throws no shadow; with a cone it is a spot light.</summary>
/// <param name="Position">Metres in the world.</param>
/// <param name="Color">sRGB-encoded, 0..1.</param>
/// <param name="Intensity">Its strength: white paper a metre away is as bright as in full noon sun at about 100.</param>
/// <param name="Range">Metres beyond which it is not seen.</param>
/// <param name="Direction">Where its cone points.</param>
/// <param name="ConeCosine">The cosine of the cone's half angle; -1 for light in all directions.</param>
public readonly record struct PointLight(Vector3 Position, Vector3 Color, float Intensity, float Range, Vector3 Direction, float ConeCosine);
