using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Fovea.Scenes.Rendering;

/// <summary>The uniform block Lamps of shaders/scenes/lighting.frag.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct LampConstants
{
    public const int Most = 32, TilesX = 16, TilesY = 12, Slices = 8;

    public Vectors Place;
    public Vectors Color;
    public Vectors Cone;
    public Masks Tiles;

    [InlineArray(Most)]
    public struct Vectors
    {
        private Vector4 _first;
    }

    [InlineArray(TilesX * TilesY * Slices)]
    public struct Masks
    {
        private uint _first;
    }
}
