namespace Fovea.Scenes.Files;

/// <summary>How the names of enumerations stand in files.</summary>
internal static class EnumNames
{
    /// <summary>The first letter small.</summary>
    public static string InFiles(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
