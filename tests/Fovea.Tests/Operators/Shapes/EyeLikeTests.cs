using System.Linq;
using Fovea.Models;
using Xunit;

namespace Fovea.Tests.Operators.Shapes;

public sealed class EyeLikeTests : OperatorTests
{
    [SkippableFact]
    public void Every_diagonal() => Check(new[] { -9, -2, 0, 1, 9 }.SelectMany(k => new[]
    {
        Op("EyeLike").Set("k", k).On(5, 7),
        Op("EyeLike").Set("k", k).Set("dtype", (int)ElementType.Int32).On(7, 5).Gives(ElementType.Int32),
    }));

    [Fact]
    public void What_is_no_matrix_is_refused() => Assert.Contains("[2, 3, 3]", Refusal(Op("EyeLike").On(2, 3, 3)));
}
