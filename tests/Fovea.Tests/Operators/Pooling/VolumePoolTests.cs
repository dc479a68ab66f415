using System.Linq;
using Fovea.Models;
using Xunit;

namespace Fovea.Tests.Operators.Pooling;

public sealed class VolumePoolTests : OperatorTests
{
    private static readonly Shape[] Volumes = { new(1, 1, 5, 7, 6), new(2, 3, 4, 6, 9), new(1, 5, 7, 5, 5) };

    [SkippableFact]
    public void Windows_over_volumes() => Check(Volumes.SelectMany(x => new[]
    {
        Op("MaxPool").Set("kernel_shape", new[] { 2, 3, 2 }).On(x),
        Op("MaxPool").Set("kernel_shape", new[] { 3, 3, 3 }).Set("strides", new[] { 1, 2, 2 }).Set("pads", new[] { 1, 1, 1, 1, 1, 1 }).Set("ceil_mode", 1).On(x),
        Op("MaxPool").Set("kernel_shape", new[] { 2, 2, 2 }).Set("dilations", new[] { 2, 1, 2 }).On(x),
        Op("AveragePool").Set("kernel_shape", new[] { 3, 2, 3 }).Set("strides", new[] { 2, 2, 1 }).Set("pads", new[] { 1, 0, 1, 1, 1, 0 }).On(x),
        Op("AveragePool").Set("kernel_shape", new[] { 3, 2, 3 }).Set("pads", new[] { 1, 0, 1, 1, 1, 0 }).Set("count_include_pad", 1).On(x),
        Op("LpPool").Set("kernel_shape", new[] { 2, 2, 3 }).Set("p", 2).On(x),
        Op("GlobalMaxPool").On(x), Op("GlobalAveragePool").On(x),
    }));

    [SkippableFact]
    public void Places_of_the_largest() => Check(
        MaxPool().Kernel(3).Stride(2).Pads(1).On(2, 5, 9, 7),
        MaxPool().Kernel(2, 3).Set("storage_order", 1).On(1, 3, 6, 5),
        MaxPool().Set("kernel_shape", new[] { 3 }).On(2, 3, 11),
        MaxPool().Set("kernel_shape", new[] { 2, 2, 2 }).On(1, 3, 4, 5, 6),
        // Of equal ones the first.
        MaxPool().Kernel(3).On(Samples.Whole(ElementType.Float, new Shape(1, 3, 9, 9), 0, 2)));

    private static OperatorCase MaxPool() => Op("MaxPool").Gives(ElementType.Float, ElementType.Int64);
}
