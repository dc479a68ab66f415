using System.Linq;
using Fovea.Models;
using Xunit;

namespace Fovea.Tests.Operators.Losses;

public sealed class NegativeLogLikelihoodLossTests : OperatorTests
{
    private static readonly string[] Reductions = { "none", "sum", "mean" };

    [SkippableFact]
    public void In_every_reduction_with_and_without_weights() => Check(
        from reduction in Reductions
        from shape in new[] { new Shape(3, 5), new Shape(2, 13, 7), new Shape(2, 3, 9, 11) }
        let positions = new Shape(shape.Where((_, axis) => axis != 1).ToArray())
        let loss = Op("NegativeLogLikelihoodLoss").Set("reduction", reduction).On(shape).On(Samples.Whole(ElementType.Int64, positions, 0, shape[1]))
        from c in new[] { loss, loss.On(Samples.Floats(new Shape(shape[1]), 7, 0.1, 2)), loss.Set("ignore_index", 1) }
        select c);

    [SkippableFact]
    public void Of_scores_with_and_without_their_probabilities() => Check(
        from reduction in Reductions
        from gives in new[] { new[] { ElementType.Float }, new[] { ElementType.Float, ElementType.Float } }
        select Op("SoftmaxCrossEntropyLoss").Set("reduction", reduction).On(2, 5, 7).On(Samples.Whole(ElementType.Int64, new Shape(2, 7), 0, 5))
            .On(Samples.Floats(new Shape(5), 7, 0.1, 2)).Gives(gives));

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        Assert.Contains("probabilities [2, 5, 7] need [2, 7]", Refusal(Op("NegativeLogLikelihoodLoss").On(2, 5, 7).Constant(0, 1)));
        Assert.Contains("class 5 is none of the 5", Refusal(Op("NegativeLogLikelihoodLoss").On(2, 5).Constant(0, 5)));
        Assert.Contains("there are 5 classes", Refusal(Op("NegativeLogLikelihoodLoss").On(2, 5).Constant(0, 1).On(4)));
    }
}
