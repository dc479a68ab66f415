using System.Text.Json;
using System.Text.Json.Serialization;

namespace Fovea.Scenes.Datasets;

/// <summary>How manifests are written and read: camel case, names for numbers.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    IgnoreReadOnlyProperties = true,
    IncludeFields = true,
    WriteIndented = true,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(DatasetManifest.ManifestFile))]
internal sealed partial class DatasetJson : JsonSerializerContext
{
}
