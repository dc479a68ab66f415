using Fovea.Models;

namespace Fovea.Operators;

/// <summary>
/// Which packed maps and which weights of a plan are stored in half precision, where that is asked for: those where it pays in bytes and
/// costs little in accuracy. It goes by sizes alone, so that a plan is the same whatever network it is of.
/// </summary>
/// <remarks>
/// What 16 bits round off a map is an error of 2^-12 of each element, independent of its neighbours'. A sum over many channels averages such
/// errors; of few channels each carries more, and what an early layer, which is where maps are narrow, gets wrong all later ones build on.
/// Measured on the golden pictures, with all maps and weights in 16 bits, YOLOX-nano is off by 0.24 of its range at worst: 0.08 of it by the
/// one map of 16 channels behind its first depthwise convolution, 0.03 by the narrow maps after that, no other by more than 0.006; and the
/// weights below 64 KiB alone by 0.08. With this rule it is 0.013, the worst of the networks of the tests, and 63 % of the bytes of its maps are halved (79 % in
/// MobileNetV2).
/// </remarks>
internal sealed class StoragePrecision
{
    private readonly int _narrowMap;
    private readonly int _smallMap;
    private readonly int _smallWeights;

    /// <summary>Creates the rule of a plan.</summary>
    /// <param name="asked">What the plan's options ask for.</param>
    /// <param name="narrowMap">The most channels of a map in which rounding shows.</param>
    /// <param name="smallMap">A map of fewer elements is no traffic to speak of: what squeeze-and-excitation blocks make of a map, above all.</param>
    /// <param name="smallWeights">Fewer elements than this, 64 KiB in single precision, come from a GPU's caches wherever they are used again.</param>
    public StoragePrecision(Precision asked, int narrowMap = 32, int smallMap = 4096, int smallWeights = 16384)
    {
        AllowsHalf = asked == Precision.Half;
        _narrowMap = narrowMap;
        _smallMap = smallMap;
        _smallWeights = smallWeights;
    }

    /// <summary>Whether anything may be stored in half precision.</summary>
    public bool AllowsHalf { get; }

    /// <summary>How a tensor that a run makes, or a constant of the graph, is stored; row-major elements are single.</summary>
    public Precision Of(Shape shape, Layout layout) =>
        AllowsHalf && layout == Layout.Packed && shape[1] > _narrowMap && shape.Count >= _smallMap ? Precision.Half : Precision.Single;

    /// <summary>How weights in a packing of an operator's own are stored.</summary>
    /// <param name="vectors">How many vec4 they are.</param>
    public Precision OfWeights(int vectors) => AllowsHalf && 4 * vectors >= _smallWeights ? Precision.Half : Precision.Single;
}
