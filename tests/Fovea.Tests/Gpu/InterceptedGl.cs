using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using Silk.NET.OpenGL;

namespace Fovea.Tests.Gpu;

/// <summary>
/// A lookup of GL functions that stands between Fovea and the host's: it remembers every name that was asked for, and counts the
/// calls of functions that have no business in a frame.
/// </summary>
/// <remarks>
/// Functions are looked up at their first call, so <see cref="Asked"/> is what was called at all since the lookup was made. The counters
/// are static, because a driver's functions know no object; tests run on the one GL thread, each with an interceptor of its own.
/// </remarks>
internal sealed unsafe partial class InterceptedGl
{
    private static readonly Dictionary<string, int> Counts = new();
    private static readonly Dictionary<string, nint> Real = new();

    private readonly Func<string, nint> _lookup;
    private readonly HashSet<string> _asked = new();

    public InterceptedGl(Func<string, nint> lookup)
    {
        _lookup = lookup;
        Real.Clear();
        Counts.Clear();
        GL = GL.GetApi(Resolve);
    }

    /// <summary>The entry points that both dialects have.</summary>
    public static IReadOnlySet<string> Allowed { get; } = ReadAllowed();

    /// <summary>
    /// The entry points that not every context has, and that are called only where version and extensions say so: parts of buffers as
    /// textures (OpenGL ES 3.2; while a plan is made), whether the context was lost (OpenGL 4.5, ES 3.2; once an update), and the clip space
    /// (OpenGL 4.5; only where the host's is another).
    /// </summary>
    public static IReadOnlySet<string> Checked { get; } = new HashSet<string> { "glTexBufferRange", "glGetGraphicsResetStatus", "glClipControl" };

    /// <summary>The intercepted functions.</summary>
    public GL GL { get; }

    /// <summary>Every name looked up so far.</summary>
    public IReadOnlySet<string> Asked => _asked;

    /// <summary>Forgets the calls counted so far.</summary>
    public void Reset() => Counts.Clear();

    /// <summary>How often a watched function was called since the last reset.</summary>
    public int Count(string name) => Counts.GetValueOrDefault(name);

    /// <summary>The watched functions that were called since the last reset, as text for assertions.</summary>
    public string[] Called() => Counts.OrderBy(c => c.Key).Select(c => $"{c.Key} x {c.Value}").ToArray();

    private static HashSet<string> ReadAllowed()
    {
        using Stream stream = typeof(InterceptedGl).Assembly.GetManifestResourceStream("entry-points.txt")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n').Select(l => l.Trim()).Where(l => l.Length > 0 && l[0] != '#').ToHashSet();
    }

    private static void Note(string name)
    {
        ref int count = ref CollectionsMarshal.GetValueRefOrAddDefault(Counts, name, out _);
        count++;
    }

    private static nint Counted(string name)
    {
        Note(name);
        return Real[name];
    }

    private nint Resolve(string name)
    {
        _asked.Add(name);
        nint real = _lookup(name);
        if (real == 0 || !Thunks.TryGetValue(name, out nint thunk))
            return real;

        Real[name] = real;
        return thunk;
    }
}
