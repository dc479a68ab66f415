using System.Collections.Generic;

namespace Fovea.Hosting.Egl;

/// <summary>Names and numbers of the EGL specification and its extensions.</summary>
internal static class EglConstants
{
    internal const int None = 0x3038;
    internal const int Extensions = 0x3055;
    internal const int Width = 0x3057;
    internal const int Height = 0x3056;

    internal const int SurfaceType = 0x3033;
    internal const int PbufferBit = 0x0001;
    internal const int RenderableType = 0x3040;
    internal const int OpenGLBit = 0x0008;
    internal const int OpenGLES3Bit = 0x0040;
    internal const int RedSize = 0x3024;
    internal const int GreenSize = 0x3023;
    internal const int BlueSize = 0x3022;
    internal const int AlphaSize = 0x3021;

    internal const uint OpenGLApi = 0x30A2;
    internal const uint OpenGLESApi = 0x30A0;

    internal const int ContextMajorVersion = 0x3098;
    internal const int ContextMinorVersion = 0x30FB;
    internal const int ContextFlags = 0x30FC;
    internal const int ContextFlagDebug = 0x0001;
    internal const int ContextProfileMask = 0x30FD;
    internal const int ContextCoreProfile = 0x0001;
    internal const int ContextDebug = 0x31B0;
    internal const int ContextResetStrategy = 0x31BD;
    internal const int ContextResetStrategyExt = 0x3138;
    internal const int LoseContextOnReset = 0x31BF;

    internal const int PlatformDevice = 0x313F;
    internal const int PlatformSurfaceless = 0x31DD;

    internal static readonly IReadOnlyDictionary<int, string> ErrorNames = new Dictionary<int, string>
    {
        [0x3000] = "EGL_SUCCESS",
        [0x3001] = "EGL_NOT_INITIALIZED",
        [0x3002] = "EGL_BAD_ACCESS",
        [0x3003] = "EGL_BAD_ALLOC",
        [0x3004] = "EGL_BAD_ATTRIBUTE",
        [0x3005] = "EGL_BAD_CONFIG",
        [0x3006] = "EGL_BAD_CONTEXT",
        [0x3007] = "EGL_BAD_CURRENT_SURFACE",
        [0x3008] = "EGL_BAD_DISPLAY",
        [0x3009] = "EGL_BAD_MATCH",
        [0x300A] = "EGL_BAD_NATIVE_PIXMAP",
        [0x300B] = "EGL_BAD_NATIVE_WINDOW",
        [0x300C] = "EGL_BAD_PARAMETER",
        [0x300D] = "EGL_BAD_SURFACE",
        [0x300E] = "EGL_CONTEXT_LOST",
    };
}
