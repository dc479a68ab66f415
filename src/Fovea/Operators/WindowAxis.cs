namespace Fovea.Operators;

/// <summary>A sliding window along one spatial axis, everything resolved.</summary>
/// <param name="Input">The size of the input.</param>
/// <param name="Output">The number of places where the window stands.</param>
/// <param name="Kernel">How many elements the window looks at.</param>
/// <param name="Stride">How far it moves from place to place.</param>
/// <param name="Dilation">The distance between the elements it looks at.</param>
/// <param name="Before">Padding before the input's first element.</param>
/// <param name="After">Padding behind its last.</param>
public readonly record struct WindowAxis(int Input, int Output, int Kernel, int Stride, int Dilation, int Before, int After)
{
    /// <summary>An axis along which there is nothing to slide.</summary>
    public static readonly WindowAxis One = new(1, 1, 1, 1, 1, 0, 0);

    /// <summary>From the first to the last element that the window looks at.</summary>
    public int Extent => Dilation * (Kernel - 1) + 1;
}
