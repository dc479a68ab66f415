using System.Text.Json;
using Fovea.Scenes.Files;
using Fovea.Vision.Cards;

namespace Fovea.Scenes.Samplers;

/// <summary>A sampler in a file: an object whose first field is the sampler's name.</summary>
internal sealed class SamplerValue
{
    private readonly FieldLayer _layer;
    private readonly string? _name;

    /// <summary>Takes the value of a field.</summary>
    /// <param name="layer">Where it stands.</param>
    /// <param name="name">The sampler's own field; null where the value is a list by itself.</param>
    public SamplerValue(FieldLayer layer, string? name) => (_layer, _name) = (layer, name);

    /// <summary>The sampler's numbers.</summary>
    public double[] Numbers(int? count, string form)
    {
        JsonElement value = _name is null ? _layer.Object : _layer.Object.GetProperty(_name);
        if (value.ValueKind != JsonValueKind.Array)
            throw Error($"{form} was expected, not {JsonFields.Kind(value)}.");
        double[] numbers = new double[value.GetArrayLength()];
        for (int i = 0; i < numbers.Length; i++)
        {
            if (value[i].ValueKind != JsonValueKind.Number || !double.IsFinite(numbers[i] = value[i].GetDouble()))
                throw Error($"{form} was expected, and {JsonFields.Kind(value[i])} is no number to use.");
        }

        return count is null || numbers.Length == count ? numbers : throw Error($"{form} was expected, not {numbers.Length} numbers.");
    }

    /// <summary>Numbers beside the sampler's own; null where there are none.</summary>
    public double[]? NumbersOf(string field) => _name is not null && _layer.Object.TryGetProperty(field, out _)
        ? JsonValues.Numbers(_layer, field, null)
        : null;

    public SceneException Error(string message) => _layer.Error(_name, message);
}
