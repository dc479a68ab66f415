using System.Collections.Generic;
using Fovea.Gpu;
using Xunit;

namespace Fovea.Tests.Gpu;

/// <summary>The bytes that a shader's shared variables take, read off its text.</summary>
public sealed class SharedMemoryTests
{
    [Theory]
    [InlineData("void main() {}", 0)]
    [InlineData("shared float x[3];", 12)]
    [InlineData("  shared highp vec4 a[N * 2], b;\nvoid main() {}", 112)]
    [InlineData("// what is shared float x[3];\nvoid main() {}", 0)]
    [InlineData("int a; // shared by all;\n//\nshared ivec2 x[5];", 40)]
    [InlineData("/* shared float x[3]; */ void main() {}", 0)]
    [InlineData("/* // */ shared float x[3];", 12)]
    [InlineData("/*\n// */ shared float x[3];", 12)]
    [InlineData("shared mat4 m; // shared too", 64)]
    [InlineData("int share, sharedly;", 0)]
    public void It_is_measured(string text, long bytes) =>
        Assert.Equal(bytes, SharedMemory.Measure(text, new Dictionary<string, string> { ["N"] = "3" }));
}
