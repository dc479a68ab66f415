namespace Fovea.Player.Output;

/// <summary>Fits texts into columns.</summary>
internal static class Texts
{
    /// <summary>The end of a text, where names that share a long beginning differ.</summary>
    public static string End(string text, int length) => text.Length <= length ? text : "..." + text[^(length - 3)..];
}
