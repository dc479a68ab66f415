using Silk.NET.Maths;

namespace Silk.NET.Windowing;

public interface IWindow : IView
{
    bool IsVisible { get; set; }

    new bool IsClosing { get; set; }

    new Vector2D<int> Size { get; set; }

    string Title { get; set; }
}
