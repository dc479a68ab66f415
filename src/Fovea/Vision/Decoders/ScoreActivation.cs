namespace Fovea.Vision.Decoders;

/// <summary>What has still to be done to a network's class scores to make probabilities of them.</summary>
public enum ScoreActivation
{
    /// <summary>Nothing: the graph has done it.</summary>
    None,

    /// <summary>The logistic function of each.</summary>
    Sigmoid,

    /// <summary>Softmax over all classes, the background's among them.</summary>
    Softmax,
}
