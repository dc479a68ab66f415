namespace Silk.NET.Input;

public struct ScrollWheel
{
    public ScrollWheel(float x, float y)
    {
        X = x;
        Y = y;
    }

    public float X { get; }

    public float Y { get; }
}
