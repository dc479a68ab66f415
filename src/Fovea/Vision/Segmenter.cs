using System.Threading;
using System.Threading.Tasks;
using Fovea.Gpu;
using Fovea.Models;
using Fovea.Runtime;

namespace Fovea.Vision;

/// <summary>Says to which class each pixel of the pictures of a frame loop belongs, or how much it belongs to the foreground.</summary>
public sealed class Segmenter : VisionTask<SegmentationResult>
{
    /// <summary>Prepares a network for a frame loop. It plans and builds programs: do this outside the loop.</summary>
    /// <param name="context">A context with compute shaders.</param>
    /// <param name="runner">What computes the network; stays the caller's.</param>
    /// <param name="options">How the network is fed and read.</param>
    /// <param name="timers">Takes the stages; null to measure nothing.</param>
    /// <exception cref="ModelException">The network is not what the options say.</exception>
    public Segmenter(GpuContext context, IModelRunner runner, SegmenterOptions options, GpuTimers? timers = null)
        : base(context, runner, options, setup => new SegmentationReader(options, setup), timers) => IsSoft = options.Soft;

    /// <summary>
    /// The label map of the latest finished frame, its top row first: class number (R + 256 * B), confidence (G) and, in alpha, whether it is
    /// picture; or a soft mask, whose alpha is in R.
    /// </summary>
    public GpuTexture Map => ((SegmentationPass)Pass).Map;

    /// <summary>Whether the map is a soft mask.</summary>
    public bool IsSoft { get; }

    /// <summary>Where the map lies in the source picture of the latest finished frame.</summary>
    public ImageMapping Mapping => ((SegmentationPass)Pass).Mapping;

    /// <inheritdoc cref="VisionTask{TResult}.RunAsync"/>
    public Task<SegmentationResult> SegmentAsync(PictureTexture picture, FrameStamp stamp = default, CancellationToken cancellation = default) =>
        RunAsync(picture, stamp, cancellation);
}
