using System;
using Fovea.Scenes.Numerics;

namespace Fovea.Scenes.Meshes.Shapes;

/// <summary>Points of the unit circle.</summary>
internal static class Circle
{
    /// <summary>Cosine and sine of <paramref name="step"/> of <paramref name="steps"/> equal parts of a turn; whole turns give the same bits, quarters exact ones.</summary>
    public static (float Cos, float Sin) At(int step, int steps)
    {
        step = ((step % steps) + steps) % steps;
        if (4L * step % steps != 0)
            return ((float)PortableMath.Cos(2 * Math.PI * step / steps), (float)PortableMath.Sin(2 * Math.PI * step / steps));
        return (4L * step / steps) switch { 0 => (1, 0), 1 => (0, 1), 2 => (-1, 0), _ => (0, -1) };
    }
}
