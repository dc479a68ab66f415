namespace Fovea.Vision;

/// <summary>How a network's scores become probabilities.</summary>
public enum ScoreActivation
{
    /// <summary>They are none yet, and one class excludes the others: exp(x) over the sum of all exp.</summary>
    Softmax,

    /// <summary>They are none yet, and each class stands for itself: 1 / (1 + exp(-x)).</summary>
    Sigmoid,

    /// <summary>They are already: the graph has the activation inside.</summary>
    None,
}
