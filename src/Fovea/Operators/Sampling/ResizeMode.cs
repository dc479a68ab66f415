using System.Linq;
using Fovea.Models;

namespace Fovea.Operators.Sampling;

/// <summary>What the attributes of a <c>Resize</c> node say of how elements are found.</summary>
/// <param name="Kind"><c>nearest</c>, <c>linear</c> or <c>cubic</c>.</param>
/// <param name="Coordinates">The coordinate transformation mode.</param>
/// <param name="Rounding">The nearest mode.</param>
/// <param name="Cubic">Keys' parameter a.</param>
/// <param name="ExcludesOutside">Whether what lies outside of the source weighs nothing, in place of repeating its edge.</param>
/// <param name="Antialias">Whether the curve of weights widens as an axis shrinks, so that no element of the source is passed over.</param>
internal sealed record ResizeMode(string Kind, string Coordinates, string Rounding, float Cubic, bool ExcludesOutside, bool Antialias)
{
    /// <summary>How far the curve of weights reaches to either side, in elements.</summary>
    public int Reach => Kind == "cubic" ? 2 : 1;

    /// <summary>Whether elements are copied and not weighed.</summary>
    public bool Copies => Kind == "nearest";

    /// <summary>Whether a region of interest is cut out, beyond which lies the extrapolation value.</summary>
    public bool Crops => Coordinates == "tf_crop_and_resize";

    /// <summary>Reads the attributes.</summary>
    /// <exception cref="ModelException">One has no meaning.</exception>
    public static ResizeMode Of(Node node) => new(
        OneOf(node, "mode", "nearest", "linear", "cubic"),
        OneOf(node, "coordinate_transformation_mode", "half_pixel", "asymmetric", "align_corners", "pytorch_half_pixel", "half_pixel_symmetric",
            "tf_half_pixel_for_nn", "tf_crop_and_resize"),
        OneOf(node, "nearest_mode", "round_prefer_floor", "round_prefer_ceil", "floor", "ceil"),
        node.Attributes.Float("cubic_coeff_a", -0.75f),
        node.Attributes.Flag("exclude_outside"),
        node.Attributes.Flag("antialias"));

    // The first is what stands where nothing is given.
    private static string OneOf(Node node, string attribute, params string[] values)
    {
        string value = node.Attributes.Text(attribute, values[0]);
        return values.Contains(value)
            ? value
            : throw new ModelException($"{node}: {attribute} '{value}' is none of {string.Join(", ", values)}.");
    }
}
