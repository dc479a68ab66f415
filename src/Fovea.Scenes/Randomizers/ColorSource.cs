using System.Collections.Generic;
using System.Numerics;
using Fovea.Scenes.Files;
using Fovea.Scenes.Numerics;
using Fovea.Scenes.Samplers;

namespace Fovea.Scenes.Randomizers;

/// <summary>Where random colours come from: a palette with weights, or ranges of hue, saturation and value.</summary>
public sealed class ColorSource
{
    private static readonly Sampler AnyHue = new UniformSampler(0, 360), Any = new UniformSampler(0, 1);

    private readonly IReadOnlyList<Vector3> _palette;
    private readonly WeightedChoice? _choice;
    private readonly Sampler? _hue;
    private readonly Sampler? _saturation;
    private readonly Sampler? _value;

    /// <summary>Reads the fields <c>palette</c>, <c>weights</c>, <c>hue</c>, <c>saturation</c> and <c>value</c>.</summary>
    /// <param name="fields">Where they stand.</param>
    /// <exception cref="SceneException">There is a palette and a range, or weights that fit no palette.</exception>
    public ColorSource(Fields fields)
    {
        _palette = fields.Colors("palette", [], "Colours to choose from.");
        IReadOnlyList<double> weights = fields.Numbers("weights", [], "How probable each colour of the palette is, in proportion; left out, all alike.");
        _hue = fields.Sampler("hue", "Degrees: 0 red, 120 green, 240 blue. Left out, any.");
        _saturation = fields.Sampler("saturation", "0 (grey) to 1. Left out, any.");
        _value = fields.Sampler("value", "0 (black) to 1. Left out, any.");
        if (_palette.Count > 0 && (_hue ?? _saturation ?? _value) is not null)
            throw fields.Error("palette", "a palette, or hue, saturation and value: not both.");
        if (_palette.Count > 0)
            _choice = Weights.Choice(fields, "weights", weights, _palette.Count);
        else if (weights.Count > 0)
            throw fields.Error("weights", "there is no palette that the weights are for.");
    }

    /// <summary>Draws a colour; sRGB-encoded, 0..1.</summary>
    /// <param name="random">The stream of whatever it is drawn for.</param>
    public Vector3 Sample(ref CounterRandom random)
    {
        if (_choice is not null)
            return _palette[_choice.Next(ref random)];
        double hue = (_hue ?? AnyHue).Sample(ref random), saturation = (_saturation ?? Any).Sample(ref random);
        return Hsv.ToRgb(hue, saturation, (_value ?? Any).Sample(ref random));
    }
}
