namespace Fovea.Vision;

/// <summary>What has still to be done to a network's scores to make probabilities of them. Shaders know these numbers.</summary>
public enum ScoreActivation
{
    /// <summary>Nothing: the graph has done it.</summary>
    None,

    /// <summary>The logistic function of each, 1 / (1 + exp(-x)): each class stands for itself.</summary>
    Sigmoid,

    /// <summary>exp(x) over the sum of all exp: one class excludes the others. A detector's background is one of them.</summary>
    Softmax,
}
