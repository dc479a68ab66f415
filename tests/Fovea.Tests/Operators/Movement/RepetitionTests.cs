using System.Linq;
using Fovea.Models;
using Xunit;

namespace Fovea.Tests.Operators.Movement;

public sealed class RepetitionTests : OperatorTests
{
    [SkippableFact]
    public void Expand() => Check(
        Op("Expand").On(1, 5, 1, 3).Constant(2, 5, 4, 3),
        Op("Expand").On(2, 1, 4, 3).Constant(13, 1, 1),
        Op("Expand").On(2, 5, 4, 1).Constant(1, 1, 1, 6),
        Op("Expand").On(3, 1).Constant(2, 3, 4),
        Op("Expand").On(5, 1, 2).Constant(2, 5, 3, 2),
        Op("Expand").On(1, 5, 2).Constant(2, 3, 4, 5, 2),
        Op("Expand").On(Tensor.Scalar(2f)).Constant(2, 3),
        Op("Expand").On(2, 3).Constant(1),
        Op("Expand").On(2, 1).Constant(2, 0),
        Op("Expand").On(Samples.Whole(ElementType.Int64, new Shape(3, 1), -9, 9)).Constant(3, 4));

    [SkippableFact]
    public void Tile() => Check(Samples.Images.SelectMany(x => new[]
    {
        Op("Tile").On(x).Constant(1, 2, 1, 1), Op("Tile").On(x).Constant(2, 1, 3, 2),
    }).Concat(new[]
    {
        Op("Tile").On(3, 4).Constant(2, 3),
        Op("Tile").On(5).Constant(4),
        Op("Tile").On(2, 3, 4).Constant(1, 1, 1),
        Op("Tile").On(2, 3).Constant(2, 0),
        Op("Tile").On(2, 1, 3, 1, 2).Constant(3, 2, 1, 2, 2),
        Op("Tile").On(Samples.Whole(ElementType.Int64, new Shape(3, 1), -9, 9)).Constant(2, 4),
    }));
}
