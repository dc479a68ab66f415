using System.Numerics;
using System.Runtime.InteropServices;

namespace Fovea.Scenes.Meshes;

/// <summary>A corner of a triangle, as the GPU reads it: 40 bytes.</summary>
/// <param name="Position">Metres, in the mesh's own space: right-handed, y up, the front looking along -z.</param>
/// <param name="Normal">Of length 1.</param>
/// <param name="TexCoord">Texture coordinates; (0, 0) is the picture's top left corner, as in glTF.</param>
/// <param name="Color">The base colour, sRGB-encoded; red in the lowest byte, alpha in the highest.</param>
/// <param name="Surface">How it takes light, see <see cref="SurfaceBytes"/>.</param>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
public readonly record struct Vertex(Vector3 Position, Vector3 Normal, Vector2 TexCoord, uint Color, uint Surface);
