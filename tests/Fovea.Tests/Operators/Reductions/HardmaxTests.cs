using System.Linq;
using Fovea.Models;
using Xunit;

namespace Fovea.Tests.Operators.Reductions;

public sealed class HardmaxTests : OperatorTests
{
    [SkippableFact]
    public void Along_every_axis() => Check(Enumerable.Range(-2, 5).SelectMany(axis => new[]
    {
        Op("Hardmax").Set("axis", axis).On(2, 5, 3),
        Op("Hardmax").Set("axis", axis).On(Samples.Whole(ElementType.Float, new Shape(3, 4, 7), 0, 3)),
    }));
}
