using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using System.Text;

namespace Fovea.Hosting.Egl;

/// <summary>The functions of an EGL library that a headless context needs.</summary>
internal sealed unsafe class EglLibrary
{
    internal const string InstallHint =
        "On Debian or Ubuntu `apt-get install libegl1 libgl1-mesa-dri` brings both (the second is a driver that needs no GPU).";

    private readonly delegate* unmanaged[Cdecl]<byte*, nint> _getProcAddress;
    private readonly delegate* unmanaged[Cdecl]<nint, nint> _getDisplay;
    private readonly delegate* unmanaged[Cdecl]<nint, int*, int*, uint> _initialize;
    private readonly delegate* unmanaged[Cdecl]<nint, int, byte*> _queryString;
    private readonly delegate* unmanaged[Cdecl]<uint, uint> _bindApi;
    private readonly delegate* unmanaged[Cdecl]<nint, int*, nint*, int, int*, uint> _chooseConfig;
    private readonly delegate* unmanaged[Cdecl]<nint, nint, nint, int*, nint> _createContext;
    private readonly delegate* unmanaged[Cdecl]<nint, nint, int*, nint> _createPbufferSurface;
    private readonly delegate* unmanaged[Cdecl]<nint, nint, nint, nint, uint> _makeCurrent;
    private readonly delegate* unmanaged[Cdecl]<nint> _getCurrentContext;
    private readonly delegate* unmanaged[Cdecl]<nint, nint, uint> _destroyContext;
    private readonly delegate* unmanaged[Cdecl]<nint, nint, uint> _destroySurface;
    private readonly delegate* unmanaged[Cdecl]<int> _getError;
    private readonly Dictionary<string, nint> _addresses = new(StringComparer.Ordinal);

    private EglLibrary(nint library)
    {
        nint Export(string name) => NativeLibrary.GetExport(library, name);
        _getProcAddress = (delegate* unmanaged[Cdecl]<byte*, nint>)Export("eglGetProcAddress");
        _getDisplay = (delegate* unmanaged[Cdecl]<nint, nint>)Export("eglGetDisplay");
        _initialize = (delegate* unmanaged[Cdecl]<nint, int*, int*, uint>)Export("eglInitialize");
        _queryString = (delegate* unmanaged[Cdecl]<nint, int, byte*>)Export("eglQueryString");
        _bindApi = (delegate* unmanaged[Cdecl]<uint, uint>)Export("eglBindAPI");
        _chooseConfig = (delegate* unmanaged[Cdecl]<nint, int*, nint*, int, int*, uint>)Export("eglChooseConfig");
        _createContext = (delegate* unmanaged[Cdecl]<nint, nint, nint, int*, nint>)Export("eglCreateContext");
        _createPbufferSurface = (delegate* unmanaged[Cdecl]<nint, nint, int*, nint>)Export("eglCreatePbufferSurface");
        _makeCurrent = (delegate* unmanaged[Cdecl]<nint, nint, nint, nint, uint>)Export("eglMakeCurrent");
        _getCurrentContext = (delegate* unmanaged[Cdecl]<nint>)Export("eglGetCurrentContext");
        _destroyContext = (delegate* unmanaged[Cdecl]<nint, nint, uint>)Export("eglDestroyContext");
        _destroySurface = (delegate* unmanaged[Cdecl]<nint, nint, uint>)Export("eglDestroySurface");
        _getError = (delegate* unmanaged[Cdecl]<int>)Export("eglGetError");
    }

    internal nint CurrentContext => _getCurrentContext();

    /// <summary>Loads the library by name or path, or by the name that is usual on this system.</summary>
    internal static EglLibrary Load(string? name)
    {
        name ??= OperatingSystem.IsWindows() ? "libEGL.dll" : OperatingSystem.IsMacOS() ? "libEGL.dylib" : "libEGL.so.1";
        try
        {
            return new EglLibrary(NativeLibrary.Load(name));
        }
        catch (Exception e) when (e is DllNotFoundException or BadImageFormatException or EntryPointNotFoundException)
        {
            throw new HostUnavailableException(
                $"A context without a window needs EGL and an OpenGL driver, and the EGL library `{name}` could not be loaded. " +
                InstallHint, e);
        }
    }

    internal nint GetProcAddress(string name)
    {
        if (!_addresses.TryGetValue(name, out nint address))
        {
            fixed (byte* text = Encoding.ASCII.GetBytes(name + '\0'))
                address = _getProcAddress(text);
            _addresses[name] = address;
        }

        return address;
    }

    /// <summary>The extensions of a display, or with no display those of the library itself.</summary>
    internal HashSet<string> Extensions(nint display) =>
        new(Words(_queryString(display, EglConstants.Extensions)), StringComparer.Ordinal);

    internal nint GetDefaultDisplay() => _getDisplay(0);

    /// <summary>A display of the platform that an extension defines, or zero.</summary>
    internal nint GetPlatformDisplay(int platform, nint nativeDisplay)
    {
        var function = (delegate* unmanaged[Cdecl]<int, nint, int*, nint>)GetProcAddress("eglGetPlatformDisplayEXT");
        return function == null ? 0 : function(platform, nativeDisplay, null);
    }

    /// <summary>Every EGL device, and whether it is the processor itself.</summary>
    internal IReadOnlyList<(nint Device, bool IsSoftware)> QueryDevices()
    {
        var query = (delegate* unmanaged[Cdecl]<int, nint*, int*, uint>)GetProcAddress("eglQueryDevicesEXT");
        var describe = (delegate* unmanaged[Cdecl]<nint, int, byte*>)GetProcAddress("eglQueryDeviceStringEXT");
        var devices = new nint[32];
        int count = 0;
        if (query != null)
        {
            fixed (nint* pointer = devices)
            {
                if (query(devices.Length, pointer, &count) == 0)
                    count = 0;
            }
        }

        var found = new List<(nint, bool)>();
        for (int i = 0; i < count; i++)
        {
            string[] extensions = describe == null ? [] : Words(describe(devices[i], EglConstants.Extensions));
            found.Add((devices[i], Array.IndexOf(extensions, "EGL_MESA_device_software") >= 0));
        }

        return found;
    }

    internal bool TryInitialize(nint display, out Version version)
    {
        int major = 0, minor = 0;
        bool done = _initialize(display, &major, &minor) != 0;
        version = new Version(major, minor);
        return done;
    }

    internal bool BindApi(uint api) => _bindApi(api) != 0;

    /// <summary>The first configuration that has the attributes (a list that ends with EGL_NONE), or zero.</summary>
    internal nint ChooseConfig(nint display, int[] attributes)
    {
        nint config = 0;
        int count = 0;
        fixed (int* list = attributes)
            return _chooseConfig(display, list, &config, 1, &count) != 0 && count > 0 ? config : 0;
    }

    internal nint CreateContext(nint display, nint config, int[] attributes)
    {
        fixed (int* list = attributes)
            return _createContext(display, config, 0, list);
    }

    internal nint CreatePbuffer(nint display, nint config, int width, int height)
    {
        int* list = stackalloc int[] { EglConstants.Width, width, EglConstants.Height, height, EglConstants.None };
        return _createPbufferSurface(display, config, list);
    }

    internal bool MakeCurrent(nint display, nint surface, nint context) => _makeCurrent(display, surface, surface, context) != 0;

    internal void DestroyContext(nint display, nint context) => _destroyContext(display, context);

    internal void DestroySurface(nint display, nint surface) => _destroySurface(display, surface);

    /// <summary>The name of the last error on this thread, for a message.</summary>
    internal string TakeError()
    {
        int error = _getError();
        return EglConstants.ErrorNames.TryGetValue(error, out string? name) ? name : $"EGL error 0x{error:X}";
    }

    private static string[] Words(byte* text) =>
        (Marshal.PtrToStringUTF8((nint)text) ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
