using System.Text.Json.Serialization;

namespace Fovea.Player.Play;

/// <summary>The JSON of results: an object a line, in COCO's manner of writing names.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(FrameRecord))]
internal sealed partial class ResultsJson : JsonSerializerContext
{
}
