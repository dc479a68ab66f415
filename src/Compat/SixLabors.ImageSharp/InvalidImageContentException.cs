using System;

namespace SixLabors.ImageSharp;

/// <summary>The format is known, but the content is damaged, cut short or contradicts itself.</summary>
public sealed class InvalidImageContentException : ImageFormatException
{
    public InvalidImageContentException(string errorMessage)
        : base(errorMessage)
    {
    }

    public InvalidImageContentException(string errorMessage, Exception innerException)
        : base(errorMessage, innerException)
    {
    }
}
