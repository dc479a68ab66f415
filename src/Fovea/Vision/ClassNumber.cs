using System.Globalization;

namespace Fovea.Vision;

/// <summary>What classes without a name are called: their numbers, as texts that are made once.</summary>
internal static class ClassNumber
{
    private static readonly string?[] Known = new string?[1024];

    public static string Name(int number) => (uint)number < (uint)Known.Length
        ? Known[number] ??= number.ToString(CultureInfo.InvariantCulture)
        : number.ToString(CultureInfo.InvariantCulture);
}
