using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using Fovea.Scenes.Files;

namespace Fovea.Scenes.Samplers;

/// <summary>The samplers of scene files. A further one is its file and one line here.</summary>
internal static class SamplerRegistry
{
    private static readonly Dictionary<string, Func<SamplerValue, Sampler>> Readers = new()
    {
        ["uniform"] = UniformSampler.Read,
        ["normal"] = NormalSampler.Read,
        ["logUniform"] = LogUniformSampler.Read,
        ["choice"] = ChoiceSampler.Read,
        ["curve"] = CurveSampler.Read,
    };

    /// <summary>Their names.</summary>
    public static IEnumerable<string> Names => Readers.Keys;

    /// <summary>Reads one: a number, a list [least, most], or an object named for the sampler.</summary>
    /// <exception cref="SceneException">It is none of these.</exception>
    public static Sampler Read(FieldLayer value)
    {
        switch (value.Object.ValueKind)
        {
            case JsonValueKind.Number when double.IsFinite(value.Object.GetDouble()):
                return new ConstantSampler(value.Object.GetDouble());
            case JsonValueKind.Array:
                return UniformSampler.Read(new SamplerValue(value, null));
            case JsonValueKind.Object:
                foreach (JsonProperty field in value.Object.EnumerateObject())
                {
                    if (!Readers.ContainsKey(field.Name) && field.Name != "weights")
                        throw value.Error(field.Name, $"there is no sampler '{field.Name}'. There is: {string.Join(", ", Readers.Keys)}.");
                }

                string[] named = value.Object.EnumerateObject().Select(f => f.Name).Where(Readers.ContainsKey).ToArray();
                if (named.Length == 1)
                    return Readers[named[0]](new SamplerValue(value, named[0]));
                break;
        }

        throw value.Error(null, $"a number, [least, most], or one of {string.Join(", ", Readers.Keys.Select(n => $"{{ \"{n}\": [...] }}"))} was expected.");
    }
}
