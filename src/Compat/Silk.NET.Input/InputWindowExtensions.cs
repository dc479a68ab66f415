using Silk.NET.Windowing;

namespace Silk.NET.Input;

public static class InputWindowExtensions
{
    /// <summary>The keyboard and the mouse of an initialized window.</summary>
    public static IInputContext CreateInput(this IView view) => new GlfwInputContext(view);
}
