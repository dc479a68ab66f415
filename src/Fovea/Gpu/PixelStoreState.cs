using Silk.NET.OpenGL;

namespace Fovea.Gpu;

/// <summary>How pixels lie in memory when they are uploaded or read.</summary>
internal sealed class PixelStoreState : IHostStatePart
{
    private static readonly GLEnum[] Names =
    {
        GLEnum.UnpackAlignment, GLEnum.UnpackRowLength, GLEnum.UnpackSkipRows, GLEnum.UnpackSkipPixels, GLEnum.UnpackImageHeight,
        GLEnum.UnpackSkipImages, GLEnum.PackAlignment, GLEnum.PackRowLength, GLEnum.PackSkipRows, GLEnum.PackSkipPixels,
    };

    private static readonly GLEnum[] DesktopNames =
    {
        GLEnum.UnpackSwapBytes, GLEnum.UnpackLsbFirst, GLEnum.PackSwapBytes, GLEnum.PackLsbFirst,
    };

    private readonly GL _gl;
    private readonly bool _desktop;
    private readonly int[] _values = new int[Names.Length];
    private readonly int[] _desktopValues = new int[DesktopNames.Length];

    public PixelStoreState(GpuContext context)
    {
        _gl = context.GL;
        _desktop = !context.Info.IsES;
    }

    /// <summary>Sets tightly packed rows, the state that uploads and reads start from.</summary>
    public static void SetTight(GL gl, bool desktop)
    {
        foreach (GLEnum name in Names)
            gl.PixelStore(name, name is GLEnum.UnpackAlignment or GLEnum.PackAlignment ? 1 : 0);

        if (desktop)
        {
            foreach (GLEnum name in DesktopNames)
                gl.PixelStore(name, 0);
        }
    }

    public void Save()
    {
        for (int i = 0; i < Names.Length; i++)
            _gl.GetInteger(Names[i], out _values[i]);

        if (_desktop)
        {
            for (int i = 0; i < DesktopNames.Length; i++)
                _gl.GetInteger(DesktopNames[i], out _desktopValues[i]);
        }
    }

    public void Restore()
    {
        for (int i = 0; i < Names.Length; i++)
            _gl.PixelStore(Names[i], _values[i]);

        if (_desktop)
        {
            for (int i = 0; i < DesktopNames.Length; i++)
                _gl.PixelStore(DesktopNames[i], _desktopValues[i]);
        }
    }
}
