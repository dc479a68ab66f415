using System.Globalization;

namespace Fovea.Training.Data;

/// <summary>Reads numbers out of label files.</summary>
internal static class Numbers
{
    /// <summary>A class number.</summary>
    /// <exception cref="DataException">It is none, or out of range.</exception>
    public static int Class(string text, int? classCount, string where)
    {
        if (!int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number))
            throw new DataException($"{where}: '{text}' is no class number. A whole number from 0 is expected.");
        return InRange(number, classCount, where);
    }

    /// <summary>Checks that a class number is in range.</summary>
    public static int InRange(int number, int? classCount, string where) => number < 0 || number >= (classCount ?? int.MaxValue)
        ? throw new DataException($"{where}: the class number is {number}; {(classCount is { } count ? $"0 to {count - 1} is expected" : "it cannot be negative")}.")
        : number;
}
