using System.Linq;
using Fovea.Models;
using Xunit;

namespace Fovea.Tests.Operators.Normalization;

/// <summary>Normalizations that are written as other operators.</summary>
public sealed class FunctionNormalizationTests : OperatorTests
{
    [SkippableFact]
    public void MeanVarianceNormalization() => Check(Samples.Images.Take(3).SelectMany(x => new[]
    {
        Op("MeanVarianceNormalization").On(x).In(13), Op("MeanVarianceNormalization").Set("axes", new[] { 1, 2 }).On(x).In(13),
    }));

    [SkippableFact]
    public void LpNormalization_and_rows_of_zeros() => Check(
        from p in new[] { 1, 2 }
        from axis in new[] { -1, 0, 1 }
        from x in new[] { Samples.Floats(new Shape(3, 5, 7)), Tensor.Of<float>(new Shape(2, 3), 0, 0, 0, 1, 0, -3) }
        select Op("LpNormalization").Set("p", p).Set("axis", axis).On(x));

    [SkippableFact]
    public void LayerNormalization_tells_its_statistics() => Check(
        from axis in new[] { -1, 1, 0 }
        select Op("LayerNormalization").Set("axis", axis).On(2, 3, 7).On(Samples.Floats(new Shape(new[] { 2, 3, 7 }.Skip(axis < 0 ? 2 : axis).ToArray()), 3))
            .Gives(ElementType.Float, ElementType.Float, ElementType.Float));

    [SkippableFact]
    public void BatchNormalization_by_the_batch_itself() => Check(
        from x in new[] { new Shape(3, 5), new Shape(2, 3, 7), new Shape(2, 5, 4, 6), new Shape(2, 3, 3, 4, 5) }
        let channels = x[1]
        select Op("BatchNormalization").Set("training_mode", 1).Set("momentum", 0.7f).On(x).Weights(channels).Weights(channels)
            .Constant(Samples.Floats(new Shape(channels), 3)).Constant(Samples.Floats(new Shape(channels), 4, 0.5, 2))
            .Gives(ElementType.Float, ElementType.Float, ElementType.Float).In(15).Within(2e-5));
}
