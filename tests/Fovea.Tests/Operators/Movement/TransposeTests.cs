using System.Collections.Generic;
using System.Linq;
using Fovea.Models;
using Xunit;

namespace Fovea.Tests.Operators.Movement;

public sealed class TransposeTests : OperatorTests
{
    [SkippableFact]
    public void Every_order_of_four_axes() =>
        Check(Orders(4).SelectMany(perm => new[] { new Shape(2, 5, 3, 7), new Shape(1, 8, 4, 3) }.Select(x => Op("Transpose").Set("perm", perm).On(x))));

    [SkippableFact]
    public void Every_order_of_fewer_axes() =>
        Check(Orders(3).Select(perm => Op("Transpose").Set("perm", perm).On(2, 5, 6))
            .Concat(Orders(2).Select(perm => Op("Transpose").Set("perm", perm).On(5, 6))));

    [SkippableFact]
    public void More_axes_than_a_map_has() => Check(
        Op("Transpose").Set("perm", new[] { 4, 0, 2, 1, 3 }).On(2, 3, 4, 2, 5),
        Op("Transpose").Set("perm", new[] { 0, 2, 4, 1, 3, 5 }).On(1, 3, 2, 2, 3, 2));

    [SkippableFact]
    public void Axes_are_reversed_by_default() => Check(Op("Transpose").On(2, 3, 4, 5), Op("Transpose").On(3, 4), Op("Transpose").On(6));

    [SkippableFact]
    public void Other_types_and_no_elements() => Check(
        Op("Transpose").On(Samples.Whole(ElementType.Int64, new Shape(2, 3, 4, 5), -9, 9)),
        Op("Transpose").On(Samples.Whole(ElementType.Bool, new Shape(2, 3), 0, 2)),
        Op("Transpose").On(2, 0, 4, 5));

    private static IEnumerable<int[]> Orders(int rank) => rank == 0
        ? new[] { System.Array.Empty<int>() }
        : Orders(rank - 1).SelectMany(order => Enumerable.Range(0, rank).Select(at => order.Take(at).Append(rank - 1).Concat(order.Skip(at)).ToArray()));
}
