using System;
using System.Collections.Generic;

namespace Fovea.Hosting;

/// <summary>The names under which an OpenGL ES context offers functions that desktop OpenGL has without a suffix.</summary>
internal static class EntryPointAliases
{
    private static readonly Version DebugAndRobustnessAreCore = new(3, 2);

    private static readonly HashSet<string> Debug = new(StringComparer.Ordinal)
    {
        "glDebugMessageCallback", "glDebugMessageControl", "glDebugMessageInsert", "glGetDebugMessageLog",
        "glObjectLabel", "glGetObjectLabel", "glPushDebugGroup", "glPopDebugGroup",
    };

    private static readonly HashSet<string> TimerQueries = new(StringComparer.Ordinal)
    {
        "glQueryCounter", "glGetQueryObjectiv", "glGetQueryObjecti64v", "glGetQueryObjectui64v",
    };

    /// <summary>The name to look up for <paramref name="name"/> in a context of this dialect and version.</summary>
    /// <remarks>
    /// Trying the plain name first would not do: a dispatch library answers for any name that starts with gl, also for
    /// functions that no driver has.
    /// </remarks>
    internal static string Resolve(string name, GlApi api, Version version)
    {
        if (api != GlApi.OpenGLES)
            return name;
        if (TimerQueries.Contains(name))
            return name + "EXT";
        return version < DebugAndRobustnessAreCore && (Debug.Contains(name) || name == "glGetGraphicsResetStatus") ? name + "KHR" : name;
    }
}
