namespace Silk.NET.Windowing;

public static class WindowExtensions
{
    public static void Run(this IView view)
    {
        view.Initialize();
        view.Run(() =>
        {
            view.DoEvents();
            if (view.IsClosing)
                return;
            view.DoUpdate();
            view.DoRender();
        });
        view.DoEvents();
        view.Reset();
    }
}
