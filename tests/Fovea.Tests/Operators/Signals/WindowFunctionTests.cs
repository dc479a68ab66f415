using System.Linq;
using Fovea.Models;
using Xunit;

namespace Fovea.Tests.Operators.Signals;

public sealed class WindowFunctionTests : OperatorTests
{
    [SkippableFact]
    public void Of_every_kind() => Check(
        from window in new[] { Op("HannWindow"), Op("HammingWindow"), Op("BlackmanWindow") }
        from periodic in new[] { 0, 1 }
        from size in new[] { 3L, 9L, 64L }
        select window.Set("periodic", periodic).On(Tensor.Scalar(size)).Gives(ElementType.Float).In(17));
}
