using System;
using System.Globalization;
using System.Runtime.InteropServices;

namespace SixLabors.ImageSharp.Formats.Jpeg;

/// <summary>
/// A decoded picture in gdk-pixbuf, the JPEG codec that nearly every Linux has. Only its C functions are used; the memory
/// stays theirs until <see cref="Dispose"/>.
/// </summary>
internal sealed unsafe partial class GdkPixbuf : IDisposable
{
    private const string Library = "libgdk_pixbuf-2.0.so.0";
    private const string ObjectLibrary = "libgobject-2.0.so.0";
    private const string BaseLibrary = "libglib-2.0.so.0";

    private readonly byte* _pixels;
    private readonly int _stride;
    private IntPtr _handle;

    private GdkPixbuf(IntPtr handle)
    {
        _handle = handle;
        _pixels = gdk_pixbuf_get_pixels(handle);
        _stride = gdk_pixbuf_get_rowstride(handle);
        Width = gdk_pixbuf_get_width(handle);
        Height = gdk_pixbuf_get_height(handle);
        Channels = gdk_pixbuf_get_n_channels(handle);
    }

    public int Width { get; }

    public int Height { get; }

    public int Channels { get; }

    public static GdkPixbuf DecodeJpeg(ReadOnlySpan<byte> data)
    {
        IntPtr loader = WithLibrary(() =>
        {
            IntPtr made = gdk_pixbuf_loader_new_with_type("jpeg", out IntPtr error);
            return made != IntPtr.Zero ? made : throw NoJpeg(Message(error));
        });
        try
        {
            int written;
            IntPtr error;
            fixed (byte* bytes = data)
                written = gdk_pixbuf_loader_write(loader, bytes, (nuint)data.Length, out error);

            // A loader must be closed before it is released, whether or not the data was good.
            int closed = gdk_pixbuf_loader_close(loader, out IntPtr closeError);
            if (written == 0 || closed == 0)
            {
                string? first = Message(error), second = Message(closeError);
                throw new InvalidImageContentException("The JPEG cannot be decoded: " + (first ?? second ?? "no reason given") + ".");
            }

            IntPtr pixbuf = gdk_pixbuf_loader_get_pixbuf(loader);
            if (pixbuf == IntPtr.Zero)
                throw new InvalidImageContentException("The JPEG cannot be decoded: it holds no pixels.");

            return new GdkPixbuf(g_object_ref(pixbuf));
        }
        finally
        {
            g_object_unref(loader);
        }
    }

    public static byte[] EncodeJpeg(byte[] rgb, int width, int height, int quality)
    {
        fixed (byte* bytes = rgb)
        {
            IntPtr pixels = (IntPtr)bytes;
            IntPtr pixbuf = WithLibrary(
                () => gdk_pixbuf_new_from_data((byte*)pixels, 0, 0, 8, width, height, width * 3, IntPtr.Zero, IntPtr.Zero));
            try
            {
                string?[] keys = ["quality", null], values = [quality.ToString(CultureInfo.InvariantCulture), null];
                if (gdk_pixbuf_save_to_bufferv(pixbuf, out byte* buffer, out nuint size, "jpeg", keys, values, out IntPtr error) == 0)
                    throw NoJpeg(Message(error));

                byte[] result = new ReadOnlySpan<byte>(buffer, checked((int)size)).ToArray();
                g_free((IntPtr)buffer);
                return result;
            }
            finally
            {
                g_object_unref(pixbuf);
            }
        }
    }

    public ReadOnlySpan<byte> Row(int y)
    {
        ObjectDisposedException.ThrowIf(_handle == IntPtr.Zero, this);
        return new ReadOnlySpan<byte>(_pixels + ((long)y * _stride), Width * Channels);
    }

    public void Dispose()
    {
        if (_handle != IntPtr.Zero)
            g_object_unref(_handle);
        _handle = IntPtr.Zero;
    }

    private static IntPtr WithLibrary(Func<IntPtr> call)
    {
        try
        {
            return call();
        }
        catch (DllNotFoundException e)
        {
            throw new DllNotFoundException(
                $"JPEG pictures need {Library}, which is not on this system. Install it with: apt-get install libgdk-pixbuf-2.0-0", e);
        }
    }

    private static NotSupportedException NoJpeg(string? reason) => new(
        $"gdk-pixbuf has no working JPEG codec ({reason ?? "no reason given"}). "
        + "Install it with: apt-get install --reinstall libgdk-pixbuf-2.0-0");

    /// <summary>The text of a GError (domain, code, message), which is freed; null where there is none.</summary>
    private static string? Message(IntPtr error)
    {
        if (error == IntPtr.Zero)
            return null;

        string? message = Marshal.PtrToStringUTF8(Marshal.ReadIntPtr(error, 2 * sizeof(int)));
        g_error_free(error);
        return message?.TrimEnd('.');
    }

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    private static partial IntPtr gdk_pixbuf_loader_new_with_type(string type, out IntPtr error);

    [LibraryImport(Library)]
    private static partial int gdk_pixbuf_loader_write(IntPtr loader, byte* data, nuint count, out IntPtr error);

    [LibraryImport(Library)]
    private static partial int gdk_pixbuf_loader_close(IntPtr loader, out IntPtr error);

    [LibraryImport(Library)]
    private static partial IntPtr gdk_pixbuf_loader_get_pixbuf(IntPtr loader);

    [LibraryImport(Library)]
    private static partial byte* gdk_pixbuf_get_pixels(IntPtr pixbuf);

    [LibraryImport(Library)]
    private static partial int gdk_pixbuf_get_rowstride(IntPtr pixbuf);

    [LibraryImport(Library)]
    private static partial int gdk_pixbuf_get_width(IntPtr pixbuf);

    [LibraryImport(Library)]
    private static partial int gdk_pixbuf_get_height(IntPtr pixbuf);

    [LibraryImport(Library)]
    private static partial int gdk_pixbuf_get_n_channels(IntPtr pixbuf);

    [LibraryImport(Library)]
    private static partial IntPtr gdk_pixbuf_new_from_data(
        byte* data, int colorspace, int hasAlpha, int bitsPerSample, int width, int height, int stride, IntPtr destroy, IntPtr userData);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int gdk_pixbuf_save_to_bufferv(
        IntPtr pixbuf, out byte* buffer, out nuint size, string type, string?[] keys, string?[] values, out IntPtr error);

    [LibraryImport(ObjectLibrary)]
    private static partial IntPtr g_object_ref(IntPtr instance);

    [LibraryImport(ObjectLibrary)]
    private static partial void g_object_unref(IntPtr instance);

    [LibraryImport(BaseLibrary)]
    private static partial void g_error_free(IntPtr error);

    [LibraryImport(BaseLibrary)]
    private static partial void g_free(IntPtr memory);
}
