using System.Linq;
using Fovea.Models;
using Xunit;

namespace Fovea.Tests.Operators.Pooling;

public sealed class GlobalPoolTests : OperatorTests
{
    [SkippableTheory]
    [InlineData("GlobalAveragePool")]
    [InlineData("GlobalMaxPool")]
    [InlineData("GlobalLpPool")]
    public void Agrees_with_ONNX_Runtime(string name) =>
        Check(Samples.Images.Concat(Samples.Lines).Append(new Shape(1, 6, 17, 19)).Append(new Shape(1, 4, 1, 1)).Select(x => Op(name).On(x)));

    [SkippableFact]
    public void Other_norms() => Check(Op("GlobalLpPool").Set("p", 1).On(1, 5, 6, 7), Op("GlobalLpPool").Set("p", 3).Within(1e-4).On(1, 5, 6, 7));
}
