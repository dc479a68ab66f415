using System;
using Silk.NET.OpenGL;

namespace Fovea.Gpu;

/// <summary>Reads the host's GL state when Fovea begins to work and puts it back when it is done.</summary>
/// <remarks>
/// Fovea changes nothing else: a stage that needs more state adds it here first. State inside the host's own objects (its vertex arrays,
/// its framebuffers' attachments) is never touched, and the host must not be inside transform feedback or a conditional render. Blending
/// and colour masks are those of draw buffer 0, the viewport is number 0: OpenGL ES 3.1 has no call to set the others apart.
/// </remarks>
internal sealed class HostState : IDisposable
{
    private readonly GpuContext _context;
    private readonly IHostStatePart[] _parts;
    private readonly RasterState _raster;
    private bool _entered;

    public HostState(GpuContext context)
    {
        _context = context;
        _raster = new RasterState(context);
        _parts = context.Options.HostState == HostStateMode.HostResets
            ? Array.Empty<IHostStatePart>()
            : new IHostStatePart[] { new BindingState(context), new TextureState(context), _raster, new PixelStoreState(context) };
    }

    public HostStateScope Enter()
    {
        if (_entered)
            return default;

        _context.Check("something the host did before Fovea began to work");
        foreach (IHostStatePart part in _parts)
            part.Save();

        _entered = true;
        _context.Check("reading the host's state");
        return new HostStateScope(this);
    }

    public void Leave()
    {
        _entered = false;
        if (_context.IsLost)
            return;
        for (int i = _parts.Length - 1; i >= 0; i--)
            _parts[i].Restore();

        _context.Check("putting the host's state back");
    }

    public void SetDrawDefaults() => _raster.SetDrawDefaults();

    public void Dispose()
    {
        if (_entered)
            Leave();
    }
}
