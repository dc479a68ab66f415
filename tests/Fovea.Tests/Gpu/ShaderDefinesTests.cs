using System;
using Fovea.Gpu;
using Xunit;

namespace Fovea.Tests.Gpu;

public sealed class ShaderDefinesTests
{
    [Fact]
    public void Order_does_not_matter_and_the_last_value_wins()
    {
        ShaderDefines a = ShaderDefines.None.With("B", 2).With("A", 1);
        ShaderDefines b = ShaderDefines.None.With("A", 7).With("B", 2).With("A", 1);
        Assert.Equal(a, b);
        Assert.Equal(a.GetHashCode(), b.GetHashCode());
        Assert.Equal("A=1 B=2", a.ToString());
        Assert.NotEqual(a, a.With("A", 2));
        Assert.Empty(ShaderDefines.None.Macros);
    }

    [Fact]
    public void No_snippet_can_pass_for_another()
    {
        ShaderDefines one = ShaderDefines.None.WithSnippet("a", "x\n<b 1>\ny");
        ShaderDefines two = ShaderDefines.None.WithSnippet("a", "x").WithSnippet("b", "y");
        Assert.NotEqual(one, two);
        Assert.NotEqual(ShaderDefines.None.With("a", "x"), ShaderDefines.None.WithSnippet("a", "x"));
    }

    [Fact]
    public void A_union_takes_the_second_value()
    {
        ShaderDefines union = ShaderDefines.None.With("A", 1).With("B", 1).With(ShaderDefines.None.With("B", 2).WithSnippet("s", "t"));
        Assert.Equal("A=1 B=2 <s>", union.ToString());
    }

    [Theory]
    [InlineData(1f, "1.0")]
    [InlineData(-0.1f, "(-0.1)")]
    [InlineData(1e-20f, "1E-20")]
    [InlineData(16777216f, "16777216.0")]
    [InlineData(3.4028235e38f, "3.4028235E+38")]
    [InlineData(float.PositiveInfinity, "uintBitsToFloat(0x7f800000u)")]
    [InlineData(float.NegativeInfinity, "uintBitsToFloat(0xff800000u)")]
    public void Floats_are_written_as_GLSL_reads_them(float value, string expected) =>
        Assert.Equal(expected, ShaderDefines.Literal(value));

    [Fact]
    public void Values_of_every_kind()
    {
        ShaderDefines defines = ShaderDefines.None
            .With("FLAG").With("ON", true).With("OFF", false).With("N", -3).With("U", 3u).With("F", 0.5f).With("G(x)", "(x) + 1");
        Assert.Equal("F=0.5 FLAG=1 G(x)=(x) + 1 N=(-3) OFF=0 ON=1 U=3u", defines.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("1A")]
    [InlineData("A B")]
    [InlineData("GL_something")]
    [InlineData("a__b")]
    [InlineData("F(x")]
    public void Names_that_GLSL_refuses_are_refused_here(string name) =>
        Assert.Throws<ArgumentException>(() => ShaderDefines.None.With(name, 1));

    [Fact]
    public void A_macro_stays_on_one_line() =>
        Assert.Throws<ArgumentException>(() => ShaderDefines.None.With("A", "1\n#define B 2"));
}
