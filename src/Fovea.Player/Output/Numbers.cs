using System;
using System.Globalization;

namespace Fovea.Player.Output;

/// <summary>How numbers are written for people.</summary>
internal static class Numbers
{
    /// <summary>With thousands apart: <c>1,235,496</c>.</summary>
    public static string Whole(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A share of 0 to 1: <c>12.3 %</c>; nothing for nothing.</summary>
    public static string Share(double share) => share == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"{share * 100:0.0} %");

    /// <summary>Three figures of any size: <c>0.00123</c>, <c>4.56e-08</c>.</summary>
    public static string Short(double value) => value == 0 ? "0"
        : Math.Abs(value) is >= 1e-3 and < 1e5
            ? value.ToString("0.###", CultureInfo.InvariantCulture)
            : value.ToString("0.00e+00", CultureInfo.InvariantCulture);

    /// <summary>From one number to another: <c>-12.3 %</c>; nothing where the first is zero.</summary>
    public static string Change(double before, double after) =>
        before > 0 ? string.Create(CultureInfo.InvariantCulture, $"{(after / before - 1) * 100:+0.0;-0.0;0.0} %") : "";

    /// <summary>Milliseconds: <c>0.123</c>, <c>12.3</c>, <c>123</c>.</summary>
    public static string Milliseconds(double value) => value.ToString(
        value switch { < 1 => "0.000", < 10 => "0.00", < 100 => "0.0", _ => "0" }, CultureInfo.InvariantCulture);
}
