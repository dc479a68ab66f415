using System;
using System.Collections.Generic;

namespace Fovea.Hosting.Egl;

/// <summary>A context that has no window: on no surface where EGL allows that, else on a pbuffer of one pixel.</summary>
internal sealed class EglContext : IDisposable
{
    private readonly EglLibrary _egl;
    private readonly nint _display;
    private readonly uint _api;
    private nint _context;
    private nint _surface;

    private EglContext(EglLibrary egl, nint display, uint api, nint context, nint surface)
    {
        _egl = egl;
        _display = display;
        _api = api;
        _context = context;
        _surface = surface;
    }

    /// <summary>The newest context that an initialized display gives, current on this thread; if none, null and the reasons.</summary>
    internal static EglContext? TryCreate(
        EglLibrary egl, nint display, Version eglVersion, HeadlessOptions options, string how, List<string> notes)
    {
        HashSet<string> extensions = egl.Extensions(display);
        bool surfaceless = extensions.Contains("EGL_KHR_surfaceless_context");
        foreach ((GlApi api, int major, int minor) in Wanted(options))
        {
            bool es = api == GlApi.OpenGLES;
            uint bound = es ? EglConstants.OpenGLESApi : EglConstants.OpenGLApi;
            string what = $"{how}, {(es ? "OpenGL ES" : "OpenGL")} {major}.{minor}";
            if (!egl.BindApi(bound))
            {
                notes.Add($"{what}: {egl.TakeError()} at eglBindAPI");
                continue;
            }

            nint config = ChooseConfig(egl, display, es, pbuffer: !surfaceless);
            if (config == 0 && !(surfaceless && extensions.Contains("EGL_KHR_no_config_context")))
            {
                notes.Add($"{what}: no matching configuration");
                continue;
            }

            bool egl15 = eglVersion >= new Version(1, 5);
            nint context = 0;
            // A driver that cannot tell of a reset may refuse the attributes that ask for it.
            foreach (int[] onReset in OnReset(es, egl15, extensions))
            {
                context = egl.CreateContext(display, config, Attributes(es, major, minor, options.Debug, egl15, onReset));
                if (context != 0)
                    break;
            }

            if (context == 0)
            {
                notes.Add($"{what}: {egl.TakeError()} at eglCreateContext");
                continue;
            }

            nint surface = surfaceless ? 0 : egl.CreatePbuffer(display, config, 1, 1);
            var made = new EglContext(egl, display, bound, context, surface);
            if ((surfaceless || surface != 0) && egl.MakeCurrent(display, surface, context))
                return made;
            notes.Add($"{what}: {egl.TakeError()} at {(surfaceless || surface != 0 ? "eglMakeCurrent" : "eglCreatePbufferSurface")}");
            made.Dispose();
        }

        return null;
    }

    internal void MakeCurrent()
    {
        ObjectDisposedException.ThrowIf(_context == 0, this);
        // The bound API decides what eglGetCurrentContext and a release mean, so it goes along with the context.
        _egl.BindApi(_api);
        if (!_egl.MakeCurrent(_display, _surface, _context))
        {
            throw new InvalidOperationException(
                $"The headless context could not be made current ({_egl.TakeError()}): a context is current on one thread at a time.");
        }
    }

    public void Dispose()
    {
        if (_context == 0)
            return;
        _egl.BindApi(_api);
        if (_egl.CurrentContext == _context)
            _egl.MakeCurrent(_display, 0, 0);
        _egl.DestroyContext(_display, _context);
        if (_surface != 0)
            _egl.DestroySurface(_display, _surface);
        _context = 0;
        _surface = 0;
        // The display stays initialized: EGL hands the same one to everybody in the process and does not count its users.
    }

    /// <summary>Versions from best to worst. Drivers mostly answer with their newest; some give exactly what is asked for.</summary>
    private static IEnumerable<(GlApi Api, int Major, int Minor)> Wanted(HeadlessOptions options)
    {
        bool gl = options.Api != GlApi.OpenGLES;
        bool es = options.Api != GlApi.OpenGL;
        for (int minor = 5; gl && minor >= 3; minor--)
            yield return (GlApi.OpenGL, 4, minor);
        for (int minor = 2; es && minor >= 1; minor--)
            yield return (GlApi.OpenGLES, 3, minor);
        if (options.AllowOlder && gl)
            yield return (GlApi.OpenGL, 3, 3);
        if (options.AllowOlder && es)
            yield return (GlApi.OpenGLES, 3, 0);
    }

    private static nint ChooseConfig(EglLibrary egl, nint display, bool es, bool pbuffer) => egl.ChooseConfig(display,
    [
        EglConstants.SurfaceType, pbuffer ? EglConstants.PbufferBit : 0,
        EglConstants.RenderableType, es ? EglConstants.OpenGLES3Bit : EglConstants.OpenGLBit,
        EglConstants.RedSize, 8, EglConstants.GreenSize, 8, EglConstants.BlueSize, 8, EglConstants.AlphaSize, 8,
        EglConstants.None,
    ]);

    // What makes a driver lose the context on a reset, and say so, rather than go on with whatever is left; without it nobody notices. Robust
    // access, which some drivers pay for in every shader, is another attribute and not asked for.
    private static IEnumerable<int[]> OnReset(bool es, bool egl15, HashSet<string> extensions)
    {
        if (egl15 || (!es && extensions.Contains("EGL_KHR_create_context")))
            yield return [EglConstants.ContextResetStrategy, EglConstants.LoseContextOnReset];
        if (es && extensions.Contains("EGL_EXT_create_context_robustness"))
            yield return [EglConstants.ContextResetStrategyExt, EglConstants.LoseContextOnReset];
        yield return [];
    }

    private static int[] Attributes(bool es, int major, int minor, bool debug, bool egl15, int[] onReset)
    {
        var list = new List<int> { EglConstants.ContextMajorVersion, major, EglConstants.ContextMinorVersion, minor };
        if (!es)
            list.AddRange([EglConstants.ContextProfileMask, EglConstants.ContextCoreProfile]);
        if (debug)
            list.AddRange(egl15 ? [EglConstants.ContextDebug, 1] : [EglConstants.ContextFlags, EglConstants.ContextFlagDebug]);
        list.AddRange(onReset);
        list.Add(EglConstants.None);
        return list.ToArray();
    }
}
