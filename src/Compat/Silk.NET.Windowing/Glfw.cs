using System;
using System.Reflection;
using System.Runtime.InteropServices;

namespace Silk.NET.Windowing;

/// <summary>The functions of GLFW 3.3 that windows and input need.</summary>
internal static class Glfw
{
    internal const int Visible = 0x00020004;
    internal const int ClientApi = 0x00022001;
    internal const int ContextVersionMajor = 0x00022002;
    internal const int ContextVersionMinor = 0x00022003;
    internal const int OpenGLForwardCompatible = 0x00022006;
    internal const int OpenGLDebugContext = 0x00022007;
    internal const int OpenGLProfile = 0x00022008;
    internal const int OpenGLApi = 0x00030001;
    internal const int OpenGLESApi = 0x00030002;
    internal const int CoreProfile = 0x00032001;
    internal const int CompatibilityProfile = 0x00032002;
    internal const int Press = 1;

    private const string Library = "glfw";

    static Glfw() => NativeLibrary.SetDllImportResolver(typeof(Glfw).Assembly, Resolve);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    internal delegate void SizeCallback(nint window, int width, int height);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    internal delegate void KeyCallback(nint window, int key, int scancode, int action, int mods);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    internal delegate void ButtonCallback(nint window, int button, int action, int mods);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    internal delegate void PointCallback(nint window, double x, double y);

    /// <summary>Initializes GLFW, which may be done more than once; says why when it cannot.</summary>
    internal static bool TryInitialize(out string why)
    {
        try
        {
            why = Initialize() != 0 ? "" : TakeError();
        }
        catch (DllNotFoundException e)
        {
            why = e.Message;
        }

        return why.Length == 0;
    }

    /// <summary>The description of the last error on this thread.</summary>
    internal static string TakeError()
    {
        int code = GetError(out nint description);
        return Marshal.PtrToStringUTF8(description) ?? $"GLFW error 0x{code:X}";
    }

    [DllImport(Library, EntryPoint = "glfwInit")]
    private static extern int Initialize();

    [DllImport(Library, EntryPoint = "glfwGetError")]
    private static extern int GetError(out nint description);

    [DllImport(Library, EntryPoint = "glfwDefaultWindowHints")]
    internal static extern void DefaultWindowHints();

    [DllImport(Library, EntryPoint = "glfwWindowHint")]
    internal static extern void WindowHint(int hint, int value);

    [DllImport(Library, EntryPoint = "glfwCreateWindow")]
    internal static extern nint CreateWindow(
        int width, int height, [MarshalAs(UnmanagedType.LPUTF8Str)] string title, nint monitor, nint share);

    [DllImport(Library, EntryPoint = "glfwDestroyWindow")]
    internal static extern void DestroyWindow(nint window);

    [DllImport(Library, EntryPoint = "glfwMakeContextCurrent")]
    internal static extern void MakeContextCurrent(nint window);

    [DllImport(Library, EntryPoint = "glfwGetCurrentContext")]
    internal static extern nint GetCurrentContext();

    [DllImport(Library, EntryPoint = "glfwGetProcAddress")]
    internal static extern nint GetProcAddress([MarshalAs(UnmanagedType.LPUTF8Str)] string name);

    [DllImport(Library, EntryPoint = "glfwSwapBuffers")]
    internal static extern void SwapBuffers(nint window);

    [DllImport(Library, EntryPoint = "glfwSwapInterval")]
    internal static extern void SwapInterval(int interval);

    [DllImport(Library, EntryPoint = "glfwPollEvents")]
    internal static extern void PollEvents();

    [DllImport(Library, EntryPoint = "glfwWindowShouldClose")]
    internal static extern int WindowShouldClose(nint window);

    [DllImport(Library, EntryPoint = "glfwSetWindowShouldClose")]
    internal static extern void SetWindowShouldClose(nint window, int value);

    [DllImport(Library, EntryPoint = "glfwGetFramebufferSize")]
    internal static extern void GetFramebufferSize(nint window, out int width, out int height);

    [DllImport(Library, EntryPoint = "glfwGetWindowSize")]
    internal static extern void GetWindowSize(nint window, out int width, out int height);

    [DllImport(Library, EntryPoint = "glfwSetWindowSize")]
    internal static extern void SetWindowSize(nint window, int width, int height);

    [DllImport(Library, EntryPoint = "glfwSetWindowTitle")]
    internal static extern void SetWindowTitle(nint window, [MarshalAs(UnmanagedType.LPUTF8Str)] string title);

    [DllImport(Library, EntryPoint = "glfwGetCursorPos")]
    internal static extern void GetCursorPosition(nint window, out double x, out double y);

    [DllImport(Library, EntryPoint = "glfwSetFramebufferSizeCallback")]
    internal static extern nint SetFramebufferSizeCallback(nint window, SizeCallback? callback);

    [DllImport(Library, EntryPoint = "glfwSetKeyCallback")]
    internal static extern nint SetKeyCallback(nint window, KeyCallback? callback);

    [DllImport(Library, EntryPoint = "glfwSetMouseButtonCallback")]
    internal static extern nint SetMouseButtonCallback(nint window, ButtonCallback? callback);

    [DllImport(Library, EntryPoint = "glfwSetCursorPosCallback")]
    internal static extern nint SetCursorPositionCallback(nint window, PointCallback? callback);

    [DllImport(Library, EntryPoint = "glfwSetScrollCallback")]
    internal static extern nint SetScrollCallback(nint window, PointCallback? callback);

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? path)
    {
        if (name != Library)
            return 0;
        string[] candidates = OperatingSystem.IsWindows() ? ["glfw3.dll"]
            : OperatingSystem.IsMacOS() ? ["libglfw.3.dylib"]
            : ["libglfw.so.3.3", "libglfw.so.3"];
        foreach (string candidate in candidates)
        {
            if (NativeLibrary.TryLoad(candidate, assembly, path, out nint library))
                return library;
        }

        throw new DllNotFoundException($"The GLFW library could not be loaded (looked for {string.Join(", ", candidates)}).");
    }
}
