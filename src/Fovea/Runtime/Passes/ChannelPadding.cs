using System.Linq;
using Fovea.Models;
using Fovea.Operators;

namespace Fovea.Runtime.Passes;

/// <summary>
/// Recognises nodes that add channels of zeros behind those of a map, as residual blocks do whose input has fewer channels than their
/// result.
/// </summary>
internal static class ChannelPadding
{
    /// <summary>The map that is padded; null where the node is of another kind.</summary>
    public static string? SourceOf(Node node, PassContext context)
    {
        if (node.Domain.Length > 0 || !LayoutContext.CanPack(context.Infos[node.Outputs[0]]))
            return null;
        return node.Operator switch
        {
            "Concat" when IsPaddedBehind(node, context) => node.Inputs[0],
            "Pad" when AddsChannels(node, context) => node.Inputs[0],
            _ => null,
        };
    }

    private static bool IsPaddedBehind(Node concat, PassContext context) =>
        context.Infos[concat.Outputs[0]].Shape.Axis(concat.Attributes.Int("axis")) == 1 && concat.Inputs.Count > 1 &&
        context.Known(concat.Inputs[0]) is null && concat.Inputs.Skip(1).All(name => IsZero(context.Known(name)));

    private static bool AddsChannels(Node pad, PassContext context)
    {
        if (pad.Attributes.Text("mode", "constant") != "constant" || pad.HasInput(3) || (pad.HasInput(2) && !IsZero(context.Known(pad.Inputs[2]))))
            return false;
        return context.Known(pad.Inputs[1])?.ToIntegers() is { } pads && context.Infos[pad.Inputs[0]].Shape.Rank is var rank && pads.Length == 2 * rank &&
            pads[rank + 1] >= 0 && pads.Where((_, i) => i != rank + 1).All(p => p == 0);
    }

    private static bool IsZero(Tensor? tensor) => tensor is not null && tensor.Type.IsFloating() && tensor.ToSingles().All(value => value == 0);
}
