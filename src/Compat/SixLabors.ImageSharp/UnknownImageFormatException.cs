namespace SixLabors.ImageSharp;

/// <summary>The data begins like no format that can be read.</summary>
public sealed class UnknownImageFormatException : ImageFormatException
{
    public UnknownImageFormatException(string errorMessage)
        : base(errorMessage)
    {
    }
}
