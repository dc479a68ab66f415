using System;
using System.Threading;
using System.Threading.Tasks;
using Fovea.Gpu;
using Fovea.Models;
using Fovea.Runtime;

namespace Fovea.Vision;

/// <summary>
/// Finds objects in the pictures of a frame loop. Pixels stay on the GPU from the texture to <see cref="Detections"/>, which an overlay
/// draws from; the host gets the same detections some frames later.
/// </summary>
public sealed class Detector : VisionTask<DetectionResult>
{
    /// <summary>Prepares a network for a frame loop. It plans and builds programs: do this outside the loop.</summary>
    /// <param name="context">A context with compute shaders.</param>
    /// <param name="runner">What computes the network; stays the caller's.</param>
    /// <param name="options">How the network is fed and read.</param>
    /// <param name="timers">Takes the stages; null to measure nothing.</param>
    /// <exception cref="ModelException">The network is not what the options say.</exception>
    public Detector(GpuContext context, IModelRunner runner, DetectorOptions options, GpuTimers? timers = null)
        : base(context, runner, options, setup => new DetectionReader(options, setup), timers)
    {
    }

    /// <summary>How the detections lie in memory.</summary>
    public DetectionLayout Layout => ((DetectionReader)Reader).Layout;

    /// <summary>The detections of the latest finished frame, on the GPU, with the arguments to draw them.</summary>
    public GpuBuffer Detections => Pass.Results.Buffer;

    /// <inheritdoc cref="VisionTask{TResult}.RunAsync"/>
    public Task<DetectionResult> DetectAsync(PictureTexture picture, FrameStamp stamp = default, CancellationToken cancellation = default) =>
        RunAsync(picture, stamp, cancellation);
}
