using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using Silk.NET.Core.Contexts;
using Silk.NET.Core.Loader;

namespace Silk.NET.OpenGL;

/// <summary>
/// Stand-in for the package of this name: OpenGL's functions, each looked up at its first call and kept in a field.
/// </summary>
/// <remarks>A GL boolean is one byte and a string is UTF-8 with a closing zero; everything else passes through as it is.</remarks>
public unsafe partial class GL : IDisposable
{
    private readonly INativeContext _context;
    private HashSet<string>? _extensions;

    public GL(INativeContext ctx) => _context = ctx;

    public static GL GetApi(Func<string, nint> getProcAddress) => GetApi(new LamdaNativeContext(getProcAddress));

    public static GL GetApi(IGLContextSource contextSource) =>
        GetApi(contextSource.GLContext ?? throw new InvalidOperationException("The window has no OpenGL context; is it initialized?"));

    public static GL GetApi(IGLContext ctx) => GetApi((INativeContext)ctx);

    public static GL GetApi(INativeContext ctx) => new(ctx);

    /// <summary>Whether the current context lists this extension; the <c>GL_</c> in front may be left out.</summary>
    public bool IsExtensionPresent(string extension)
    {
        if (_extensions is null)
        {
            _extensions = new HashSet<string>(StringComparer.Ordinal);
            int count = GetInteger(GetPName.NumExtensions);
            for (uint i = 0; i < count; i++)
                _extensions.Add(GetStringS(StringName.Extensions, i));
        }

        return _extensions.Contains(extension.StartsWith("GL_", StringComparison.Ordinal) ? extension : "GL_" + extension);
    }

    public void Dispose()
    {
        _context.Dispose();
        GC.SuppressFinalize(this);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private nint Entry(ref nint slot, string name) => slot != 0 ? slot : Resolve(ref slot, name);

    private nint Resolve(ref nint slot, string name) =>
        slot = _context.TryGetProcAddress(name, out nint address) && address != 0 ? address : throw new SymbolLoadingException(name);

    private static byte Flag(bool value) => value ? (byte)1 : (byte)0;

    private static nuint Bytes<T>(int count)
        where T : unmanaged =>
        (nuint)count * (nuint)sizeof(T);

    private static string Text(byte* text) => Marshal.PtrToStringUTF8((nint)text)!;

    private static byte[] Ansi(string text)
    {
        byte[] bytes = new byte[Encoding.UTF8.GetByteCount(text) + 1];
        Encoding.UTF8.GetBytes(text, 0, text.Length, bytes, 0);
        return bytes;
    }
}
