using System.Text.Json.Serialization;
using Fovea.Player.Evaluation;
using Fovea.Player.Networks;
using Fovea.Player.Worlds;

namespace Fovea.Player.Output;

/// <summary>The JSON that the program writes.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(BenchReport))]
[JsonSerializable(typeof(SceneBenchReport))]
[JsonSerializable(typeof(EvaluationReport))]
internal sealed partial class PlayerJson : JsonSerializerContext
{
}
