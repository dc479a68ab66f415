using Silk.NET.Maths;

namespace Silk.NET.Windowing;

public struct WindowOptions
{
    public static WindowOptions Default { get; } = new()
    {
        IsVisible = true,
        Size = new Vector2D<int>(1280, 720),
        API = GraphicsAPI.Default,
        Title = "Silk.NET Window",
        VSync = true,
        ShouldSwapAutomatically = true,
    };

    public bool IsVisible { get; set; }

    public bool ShouldSwapAutomatically { get; set; }

    public Vector2D<int> Size { get; set; }

    public GraphicsAPI API { get; set; }

    public bool VSync { get; set; }

    public string Title { get; set; }
}
