using System.Linq;
using Fovea.Models;
using Xunit;

namespace Fovea.Tests.Operators.Movement;

public sealed class BlockMoveTests : OperatorTests
{
    [SkippableTheory]
    [InlineData("DCR")]
    [InlineData("CRD")]
    public void Depth_to_space(string mode) => Check(new[] { (1, 2), (3, 2), (5, 2), (13, 2), (1, 3), (5, 3), (3, 1) }.Select(c =>
        Op("DepthToSpace").Set("mode", mode).Set("blocksize", c.Item2).On(2, c.Item1 * c.Item2 * c.Item2, 3, 5)));

    [SkippableFact]
    public void Space_to_depth() => Check(new[] { (1, 2), (3, 2), (5, 2), (13, 2), (1, 3), (5, 3), (3, 1) }.Select(c =>
        Op("SpaceToDepth").Set("blocksize", c.Item2).On(2, c.Item1, 3 * c.Item2, 5 * c.Item2)));

    [SkippableFact]
    public void The_old_form_is_DCR() => Check(Op("DepthToSpace").Set("blocksize", 2).In(9).On(1, 12, 3, 2));

    [SkippableFact]
    public void What_does_not_divide_is_refused()
    {
        Assert.Contains("no multiple of 4", Refusal(Op("DepthToSpace").Set("blocksize", 2).On(1, 6, 3, 2)));
        Assert.Contains("no multiples of 2", Refusal(Op("SpaceToDepth").Set("blocksize", 2).On(1, 6, 3, 2)));
        Assert.Contains("blocksize is 0", Refusal(Op("SpaceToDepth").On(1, 6, 3, 2)));
        Assert.Contains("rank 4", Refusal(Op("DepthToSpace").Set("blocksize", 2).On(4, 6, 3)));
    }
}
