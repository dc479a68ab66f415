using System.Text.Json.Serialization;

namespace Fovea.Player.Play;

/// <summary>The JSON of <c>results.jsonl</c>: an object a line.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(FrameRecord))]
internal sealed partial class ResultsJson : JsonSerializerContext
{
}
