using System.Threading;
using System.Threading.Tasks;
using Fovea.Gpu;
using Fovea.Models;
using Fovea.Runtime;

namespace Fovea.Vision;

/// <summary>Describes the pictures of a frame loop by feature vectors, by which like pictures are found.</summary>
public sealed class Embedder : VisionTask<EmbeddingResult>
{
    /// <summary>Prepares a network for a frame loop. It plans and builds programs: do this outside the loop.</summary>
    /// <param name="context">A context with compute shaders.</param>
    /// <param name="runner">What computes the network; stays the caller's.</param>
    /// <param name="options">How the network is fed and read.</param>
    /// <param name="timers">Takes the stages; null to measure nothing.</param>
    /// <exception cref="ModelException">The network is not what the options say.</exception>
    public Embedder(GpuContext context, IModelRunner runner, EmbedderOptions options, GpuTimers? timers = null)
        : base(context, runner, options, setup => new EmbeddingReader(options, setup), timers)
    {
    }

    /// <inheritdoc cref="VisionTask{TResult}.RunAsync"/>
    public Task<EmbeddingResult> EmbedAsync(PictureTexture picture, FrameStamp stamp = default, CancellationToken cancellation = default) =>
        RunAsync(picture, stamp, cancellation);
}
