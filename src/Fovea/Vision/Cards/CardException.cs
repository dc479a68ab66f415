using System;

namespace Fovea.Vision.Cards;

/// <summary>A model card cannot be used. The message names file, line and field, what was found and what was expected.</summary>
public sealed class CardException : Exception
{
    /// <summary>An error.</summary>
    /// <param name="message">What is wrong and what to do.</param>
    /// <param name="inner">What it came from.</param>
    public CardException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
