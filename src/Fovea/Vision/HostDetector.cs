using Fovea.Models;
using Fovea.Runtime;

namespace Fovea.Vision;

/// <summary>The detector for hosts whose GL has no compute shaders.</summary>
public sealed class HostDetector : HostVisionTask<DetectionResult>
{
    /// <summary>Prepares a network.</summary>
    /// <param name="runner">What computes the network; stays the caller's, and must be usable on another thread.</param>
    /// <param name="options">How the network is fed and read.</param>
    /// <exception cref="ModelException">The network is not what the options say.</exception>
    public HostDetector(IModelRunner runner, DetectorOptions options)
        : base(runner, options, setup => new DetectionReader(options, setup))
    {
    }

    /// <summary>How the detections lie in memory.</summary>
    public DetectionLayout Layout => ((DetectionReader)Reader).Layout;
}
