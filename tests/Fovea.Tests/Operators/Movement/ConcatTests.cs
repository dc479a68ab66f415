using System.Linq;
using Fovea.Models;
using Xunit;

namespace Fovea.Tests.Operators.Movement;

public sealed class ConcatTests : OperatorTests
{
    [SkippableFact]
    public void Along_channels_in_whole_vectors_and_within_them() => Check(new[]
    {
        new[] { 4, 8, 4 }, new[] { 4, 8, 3 }, new[] { 3, 5, 1 }, new[] { 8, 3, 2 }, new[] { 1, 1 }, new[] { 5, 4 }, new[] { 13, 1, 1, 1, 6 },
    }.SelectMany(channels => new[]
    {
        channels.Aggregate(Op("Concat").Set("axis", 1), (op, c) => op.On(2, c, 3, 5)),
        channels.Aggregate(Op("Concat").Set("axis", -2), (op, c) => op.On(2, c, 5)),
    }));

    [SkippableFact]
    public void Along_other_axes() => Check(Samples.Images.SelectMany(x => new[] { 0, 2, 3, -1 }.Select(axis =>
        Op("Concat").Set("axis", axis).On(x).On(x.With(axis, 3)).On(x.With(axis, 1)))));

    [SkippableFact]
    public void Of_other_ranks_and_types() => Check(
        Op("Concat").Set("axis", 0).On(3).On(4).On(1),
        Op("Concat").Set("axis", 1).On(3, 8).On(3, 4),
        Op("Concat").Set("axis", 1).On(3, 2).On(3, 5).On(3, 1),
        Op("Concat").Set("axis", 2).On(2, 3, 1, 2, 2).On(2, 3, 4, 2, 2),
        Op("Concat").Set("axis", 1).On(Samples.Whole(ElementType.Int64, new Shape(2, 3, 2, 2), -5, 5)).On(Samples.Whole(ElementType.Int64, new Shape(2, 2, 2, 2), -5, 5)),
        Op("Concat").Set("axis", 0).On(Samples.Whole(ElementType.Bool, new Shape(2, 3), 0, 2)).On(Samples.Whole(ElementType.Bool, new Shape(1, 3), 0, 2)));

    [SkippableFact]
    public void With_constants_and_with_pieces_of_no_elements() => Check(
        Op("Concat").Set("axis", 1).On(1, 3, 4, 5).Weights(1, 2, 4, 5).On(1, 3, 4, 5),
        Op("Concat").Set("axis", 1).On(1, 3, 4, 5).On(1, 0, 4, 5).On(1, 2, 4, 5).On(1, 0, 4, 5),
        Op("Concat").Set("axis", 1).On(1, 0, 4, 5).On(1, 3, 4, 5),
        Op("Concat").Set("axis", 1).On(1, 3, 4, 5),
        Op("Concat").Set("axis", 0).On(0, 3).On(0, 3));
}
