using System.Collections.Generic;
using System.Linq;
using Fovea.Models;

namespace Fovea.Operators.Convolution;

/// <summary>
/// The general kernel of convolutions and their transposes, over row-major tensors of one to three spatial axes: for volumes, and for
/// whole numbers, which packed maps do not hold.
/// </summary>
internal static class VolumeConvolution
{
    // Numbers of output channels and places that share what an invocation reads.
    private const int SharedChannels = 4, SharedPlaces = 2;

    /// <summary>Adds the dispatch that makes output 0 of input 0, weights (input 1) and bias (input 2, where it is given).</summary>
    public static void Dispatch(PlanBuilder plan, ConvolutionGeometry geometry)
    {
        WindowAxis[] axes = geometry.Axes.Reverse().ToArray();
        // A block of channels must not reach into another group.
        int channels = geometry.Groups == 1 || geometry.GroupOutputs % SharedChannels == 0 ? SharedChannels : 1;
        int places = axes.Aggregate(1, (all, axis) => all * axis.Output);
        int blocks = Divide(geometry.OutChannels, channels), lines = Divide(places, SharedPlaces);
        DispatchBuilder dispatch = plan.Dispatch("operators/convolution/volume.comp")
            .Define("ELEMENT", plan.Output(0).ScalarType).Define("TRANSPOSED", geometry.IsTransposed ? 1 : 0)
            .Define("CHANNELS", channels).Define("PLACES", SharedPlaces)
            .Write(plan.Output(0)).Read(plan.Input(0)).Read(plan.Input(1));
        if (plan.Has(2))
            dispatch.Define("BIAS", 1).Read(plan.Input(2));
        dispatch.Flops(geometry.Flops)
            .Int(Three(axes.Select(a => a.Input), 1, geometry.InChannels)).Int(Three(axes.Select(a => a.Output), 1, geometry.OutChannels))
            .Int(Three(axes.Select(a => a.Kernel), 1, 0)).Int(Three(axes.Select(a => a.Stride), 1, 0))
            .Int(Three(axes.Select(a => a.Dilation), 1, 0)).Int(Three(axes.Select(a => a.Before), 0, 0))
            .Int(geometry.Batch * blocks * lines, blocks, lines, geometry.GroupInputs, geometry.GroupOutputs)
            .OverLine(geometry.Batch * blocks * lines);
    }

    private static int[] Three(IEnumerable<int> along, int fill, int last) =>
        along.Concat(Enumerable.Repeat(fill, 3)).Take(3).Append(last).ToArray();

    private static int Divide(int count, int size) => (count + size - 1) / size;
}
