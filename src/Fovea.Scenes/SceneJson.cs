using System.Text.Json;
using System.Text.Json.Serialization;

namespace Fovea.Scenes;

/// <summary>How scene files are read: camel case, comments and trailing commas allowed, unknown fields refused.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    ReadCommentHandling = JsonCommentHandling.Skip,
    AllowTrailingCommas = true,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(Scene))]
internal sealed partial class SceneJson : JsonSerializerContext
{
}
