using System.Threading;
using System.Threading.Tasks;
using Fovea.Gpu;
using Fovea.Models;
using Fovea.Runtime;

namespace Fovea.Vision;

/// <summary>Makes other pictures of the pictures of a frame loop: style transfer, super-resolution, low light.</summary>
public sealed class ImageToImage : VisionTask<ImageToImageResult>
{
    /// <summary>Prepares a network for a frame loop. It plans and builds programs: do this outside the loop.</summary>
    /// <param name="context">A context with compute shaders.</param>
    /// <param name="runner">What computes the network; stays the caller's.</param>
    /// <param name="options">How the network is fed and read.</param>
    /// <param name="timers">Takes the stages; null to measure nothing.</param>
    /// <exception cref="ModelException">The network is not what the options say.</exception>
    public ImageToImage(GpuContext context, IModelRunner runner, ImageToImageOptions options, GpuTimers? timers = null)
        : base(context, runner, options, setup => new ImageToImageReader(options, setup), timers)
    {
    }

    /// <summary>The picture that was made of the latest finished frame, its top row first, sRGB-encoded.</summary>
    public GpuTexture Picture => ((ImageToImagePass)Pass).Picture;

    /// <summary>Which part of the source picture it shows.</summary>
    public ImageMapping Mapping => ((ImageToImagePass)Pass).Mapping;

    /// <inheritdoc cref="VisionTask{TResult}.RunAsync"/>
    public Task<ImageToImageResult> TransformAsync(PictureTexture picture, FrameStamp stamp = default, CancellationToken cancellation = default) =>
        RunAsync(picture, stamp, cancellation);
}
