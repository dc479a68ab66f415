using System;
using System.Collections.Generic;
using System.Linq;
using Fovea.Hosting.Egl;
using Silk.NET.OpenGL;

namespace Fovea.Hosting;

/// <summary>An OpenGL context without a window or a display, made through EGL.</summary>
/// <remarks>
/// Tries Mesa's surfaceless platform, the EGL devices, and at last the default display with a pbuffer. A GPU is preferred to
/// a rasterizer on the processor, and desktop OpenGL to OpenGL ES. There is no default framebuffer to draw to: draw into a
/// framebuffer object. Several hosts can live on one thread and take turns with <see cref="MakeCurrent"/>.
/// </remarks>
public sealed class HeadlessHost : IGraphicsHost
{
    private readonly EglLibrary _egl;
    private readonly EglContext _context;
    private readonly ContextFacts _facts;

    private HeadlessHost(EglLibrary egl, EglContext context, string how)
    {
        _egl = egl;
        _context = context;
        GL = GL.GetApi(egl.GetProcAddress);
        _facts = ContextFacts.Of(GL);
        Description = _facts.Describe(how);
        // The first table was for asking which dialect this is; the lasting one knows that dialect's suffixes.
        GL = GL.GetApi(GetProcAddress);
    }

    /// <inheritdoc/>
    public GL GL { get; }

    /// <inheritdoc/>
    public GlApi Api => _facts.Api;

    /// <inheritdoc/>
    public Version Version => _facts.Version;

    /// <inheritdoc/>
    public bool HasCompute => _facts.HasCompute;

    /// <inheritdoc/>
    public bool IsSoftware => _facts.IsSoftware;

    /// <inheritdoc/>
    public string Description { get; }

    /// <summary>Makes a context and leaves it current on this thread.</summary>
    /// <exception cref="HostUnavailableException">There is no EGL, no driver, or no context of the kind that was asked for.</exception>
    public static HeadlessHost Create(HeadlessOptions? options = null)
    {
        options ??= new HeadlessOptions();
        EglLibrary egl = EglLibrary.Load(options.EglLibrary);
        var notes = new List<string>();
        HeadlessHost? best = null;
        foreach ((string how, nint display) in Displays(egl, () => best is null))
        {
            HeadlessHost? host = TryCreate(egl, how, display, options, notes);
            if (host is null)
                continue;
            if (best is null || Rank(host) > Rank(best))
                (best, host) = (host, best);
            host?.Dispose();
            if (!best.IsSoftware && best.HasCompute)
                break;
        }

        if (best is null)
            throw new HostUnavailableException(Explain(options, notes));
        best.MakeCurrent();
        return best;
    }

    /// <inheritdoc/>
    public nint GetProcAddress(string name) => _egl.GetProcAddress(EntryPointAliases.Resolve(name, Api, Version));

    /// <inheritdoc/>
    public void MakeCurrent() => _context.MakeCurrent();

    /// <inheritdoc/>
    public void Dispose()
    {
        GL.Dispose();
        _context.Dispose();
    }

    private static int Rank(HeadlessHost host) => (host.HasCompute ? 2 : 0) + (host.IsSoftware ? 0 : 1);

    /// <summary>Displays to try, in order. Devices known to be software are worth a try only while nothing was found.</summary>
    private static IEnumerable<(string How, nint Display)> Displays(EglLibrary egl, Func<bool> nothingYet)
    {
        HashSet<string> extensions = egl.Extensions(0);
        if (extensions.Contains("EGL_MESA_platform_surfaceless"))
            yield return ("EGL surfaceless", egl.GetPlatformDisplay(EglConstants.PlatformSurfaceless, 0));
        if (extensions.Contains("EGL_EXT_platform_device") || extensions.Contains("EGL_EXT_platform_base"))
        {
            int number = 0;
            foreach ((nint device, bool software) in egl.QueryDevices().OrderBy(device => device.IsSoftware))
            {
                if (!software || nothingYet())
                    yield return ($"EGL device {number}", egl.GetPlatformDisplay(EglConstants.PlatformDevice, device));
                number++;
            }
        }

        if (nothingYet())
            yield return ("EGL default display", egl.GetDefaultDisplay());
    }

    private static HeadlessHost? TryCreate(EglLibrary egl, string how, nint display, HeadlessOptions options, List<string> notes)
    {
        if (display == 0)
        {
            notes.Add($"{how}: no such display");
            return null;
        }

        if (!egl.TryInitialize(display, out Version version))
        {
            notes.Add($"{how}: {egl.TakeError()} at eglInitialize");
            return null;
        }

        EglContext? context = EglContext.TryCreate(egl, display, version, options, how, notes);
        return context is null ? null : new HeadlessHost(egl, context, how);
    }

    private static string Explain(HeadlessOptions options, List<string> notes)
    {
        string wanted = options.Api switch
        {
            GlApi.OpenGL => "OpenGL 4.3",
            GlApi.OpenGLES => "OpenGL ES 3.1",
            _ => "OpenGL 4.3 or OpenGL ES 3.1",
        };
        // What to do comes first: the list is long.
        string tried = notes.Count == 0 ? "EGL offers no display at all." : "Tried:" + string.Concat(notes.Select(note => "\n  " + note));
        return $"EGL is installed but gives no {wanted} context without a window. " +
            $"An OpenGL driver may be missing. {EglLibrary.InstallHint} {tried}";
    }
}
