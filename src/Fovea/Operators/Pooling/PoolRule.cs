using System.Globalization;
using Fovea.Models;

namespace Fovea.Operators.Pooling;

/// <summary>How a pooling joins the elements it looks at, as GLSL over vec4; windows and whole maps are pooled by the same rules.</summary>
/// <param name="Start">The value before the first element.</param>
/// <param name="Take">The joined value, from <c>a</c> so far and the next element <c>b</c>; the order must not matter.</param>
/// <param name="Lift">What is joined, from an element <c>x</c>.</param>
/// <param name="Finish">The result, from the joined value <c>a</c> and the number <c>count</c> of elements (at least 1).</param>
internal sealed record PoolRule(string Start, string Take, string Lift, string Finish)
{
    /// <summary>The largest element.</summary>
    public static readonly PoolRule Max = new("-FLT_MAX", "max(a, b)", "x", "a");

    /// <summary>The mean.</summary>
    public static readonly PoolRule Average = new("0.0", "a + b", "x", "a / count");

    /// <summary>The p-norm.</summary>
    public static PoolRule Norm(Node node)
    {
        long p = node.Attributes.Int("p", 2);
        string power = p.ToString(CultureInfo.InvariantCulture) + ".0";
        return p switch
        {
            1 => new PoolRule("0.0", "a + b", "abs(x)", "a"),
            2 => new PoolRule("0.0", "a + b", "x * x", "sqrt(a)"),
            > 2 => new PoolRule("0.0", "a + b", $"pow(abs(x), vec4({power}))", $"pow(a, vec4(1.0 / {power}))"),
            _ => throw new ModelException($"{node}: p is {p}; 1 or more is possible."),
        };
    }

    /// <summary>The functions that the kernels include.</summary>
    public string Glsl() =>
        $"vec4 start() {{ return vec4({Start}); }}\n" +
        $"vec4 lift(vec4 x) {{ return {Lift}; }}\n" +
        $"vec4 take(vec4 a, vec4 b) {{ return {Take}; }}\n" +
        $"vec4 finish(vec4 a, float count) {{ return {Finish}; }}\n";
}
