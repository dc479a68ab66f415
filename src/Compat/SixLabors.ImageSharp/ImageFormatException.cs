using System;

namespace SixLabors.ImageSharp;

/// <summary>A picture whose format is unknown, or whose content breaks the rules of its format.</summary>
public class ImageFormatException : Exception
{
    internal ImageFormatException(string errorMessage)
        : base(errorMessage)
    {
    }

    internal ImageFormatException(string errorMessage, Exception innerException)
        : base(errorMessage, innerException)
    {
    }
}
