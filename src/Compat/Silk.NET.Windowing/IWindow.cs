using Silk.NET.Maths;

namespace Silk.NET.Windowing;

public interface IWindow : IView
{
    new bool IsClosing { get; set; }

    new Vector2D<int> Size { get; set; }

    string Title { get; set; }
}
