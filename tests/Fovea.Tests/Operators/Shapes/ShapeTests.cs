using System.Linq;
using Fovea.Models;
using Xunit;

namespace Fovea.Tests.Operators.Shapes;

public sealed class ShapeTests : OperatorTests
{
    [SkippableFact]
    public void Reshape() => Check(Samples.Images.SelectMany(x => new[]
    {
        Op("Reshape").On(x).Constant(0, -1), Op("Reshape").On(x).Constant(-1), Op("Reshape").On(x).Constant(0, 0, -1), Op("Reshape").On(x).Constant(x[0], x[2], x[1], x[3]),
    }).Append(Op("Reshape").On(0, 3).Constant(3, 0).Set("allowzero", 1)).Append(Op("Reshape").On(1, 1).Constant(System.Array.Empty<long>())));

    [SkippableFact]
    public void Flatten() => Check(Samples.Images.SelectMany(x => Enumerable.Range(-2, 7).Select(axis => Op("Flatten").Set("axis", axis).On(x))));

    [SkippableFact]
    public void Squeeze_and_unsqueeze() => Check(
        Op("Squeeze").On(1, 5, 1, 3), Op("Squeeze").On(1, 5, 1, 3).Constant(0), Op("Squeeze").On(1, 5, 1, 3).Constant(-2, 0),
        Op("Unsqueeze").On(5, 3).Constant(0, 3), Op("Unsqueeze").On(2, 5, 3).Constant(-1), Op("Unsqueeze").On(2, 5, 3, 4).Constant(2));

    [SkippableFact]
    public void Identity() => Check(Op("Identity").On(2, 5, 3, 4), Op("Identity").On(3), Op("Identity").On(Samples.Whole(ElementType.Int64, new Shape(4), -9, 9)));

    [SkippableFact]
    public void Shape_and_size() => Check(
        Op("Shape").On(2, 5, 3, 4).Gives(ElementType.Int64),
        Op("Shape").Set("start", 1).Set("end", -1).On(2, 5, 3, 4).Gives(ElementType.Int64),
        Op("Shape").Set("start", -99).Set("end", 99).On(2, 5).Gives(ElementType.Int64),
        Op("Shape").Set("start", 3).Set("end", 1).On(2, 5, 3, 4).Gives(ElementType.Int64),
        Op("Size").On(2, 5, 3, 4).Gives(ElementType.Int64), Op("Size").On(2, 0).Gives(ElementType.Int64));

    [SkippableFact]
    public void Constant_of_shape() => Check(
        Op("ConstantOfShape").Constant(2, 3).Gives(ElementType.Float),
        Op("ConstantOfShape").Set("value", Tensor.Vector(7L)).Constant(4).Gives(ElementType.Int64),
        Op("ConstantOfShape").Set("value", Tensor.Vector(true)).Constant(2, 0).Gives(ElementType.Bool));

    [SkippableFact]
    public void Range() => Check(
        Op("Range").Constant(Tensor.Scalar(1f)).Constant(Tensor.Scalar(4f)).Constant(Tensor.Scalar(0.7f)),
        Op("Range").Constant(Tensor.Scalar(10L)).Constant(Tensor.Scalar(-3L)).Constant(Tensor.Scalar(-4L)),
        Op("Range").Constant(Tensor.Scalar(5)).Constant(Tensor.Scalar(2)).Constant(Tensor.Scalar(1)));

    [SkippableFact]
    public void A_shape_that_does_not_fit_is_refused() => Assert.Contains("[4, 4]", Refusal(Op("Reshape").On(3, 5).Constant(4, 4)));
}
