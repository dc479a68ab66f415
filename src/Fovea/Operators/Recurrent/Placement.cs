using Fovea.Models;

namespace Fovea.Operators.Recurrent;

/// <summary>Fills parts of a buffer in which a recurrent network keeps several things, and takes them out again.</summary>
internal static class Placement
{
    /// <summary>Adds a dispatch that fills a part with all of a tensor's elements, in order.</summary>
    public static void Put(PlanBuilder plan, PlanTensor source, PlanTensor target, int to) =>
        Put(plan, source, target, to, (1, 1, source.Shape.Count), new[] { 0, 0, 1 });

    /// <summary>Adds a dispatch that fills a part, of three dimensions, from a tensor whose elements lie in another order.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="source">What is read; null for zeros.</param>
    /// <param name="target">What is written.</param>
    /// <param name="to">Where the part starts.</param>
    /// <param name="dims">The part's dimensions.</param>
    /// <param name="strides">How far the source moves along each of them.</param>
    /// <param name="from">Where the source starts.</param>
    public static void Put(
        PlanBuilder plan, PlanTensor? source, PlanTensor target, int to, (int First, int Second, int Third) dims, int[] strides, int from = 0)
    {
        int count = dims.First * dims.Second * dims.Third;
        if (count == 0)
            return;
        DispatchBuilder dispatch = plan.Dispatch("operators/recurrent/place.comp").Update(target);
        if (source is not null)
            dispatch.Define("TYPE", source.ScalarType).Read(source);
        dispatch.Int(count, to, from, dims.Second, dims.Third).Int(strides).OverLine(count);
    }
}
