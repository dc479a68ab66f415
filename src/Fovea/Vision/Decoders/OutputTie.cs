namespace Fovea.Vision.Decoders;

/// <summary>What is done when several outputs have the shape that is looked for.</summary>
public enum OutputTie
{
    /// <summary>It is an error, which asks for a name.</summary>
    Refuse,

    /// <summary>The first in the network's order is taken.</summary>
    First,

    /// <summary>The last is.</summary>
    Last,
}
