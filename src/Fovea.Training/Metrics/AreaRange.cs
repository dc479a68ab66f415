using System.Collections.Generic;

namespace Fovea.Training.Metrics;

/// <summary>Areas between two bounds, both of which belong to it.</summary>
internal readonly record struct AreaRange(double Least, double Most)
{
    /// <summary>COCO's: all, small (up to 32 x 32), medium (up to 96 x 96) and large.</summary>
    public static readonly IReadOnlyList<AreaRange> All = new AreaRange[]
    {
        new(0, 1e5 * 1e5), new(0, 32 * 32), new(32 * 32, 96 * 96), new(96 * 96, 1e5 * 1e5),
    };

    public bool Contains(double area) => area >= Least && area <= Most;
}
