using System;
using System.IO;
using System.Runtime.InteropServices;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.PixelFormats;
using SixLabors.ImageSharp.Processing;

namespace Fovea.Capture;

/// <summary>A still picture: RGBA, 8 bits each, sRGB-encoded, alpha not premultiplied, rows from the top.</summary>
public sealed class Picture
{
    private readonly byte[] _rgba;

    /// <summary>Copies pixels into a picture.</summary>
    /// <param name="width">Width in pixels, at least 1.</param>
    /// <param name="height">Height in pixels, at least 1.</param>
    /// <param name="rgba">Four bytes a pixel, rows from the top.</param>
    /// <exception cref="ArgumentException">There are not width x height x 4 bytes.</exception>
    public Picture(int width, int height, ReadOnlySpan<byte> rgba)
        : this(width, height, rgba.ToArray())
    {
    }

    private Picture(int width, int height, byte[] rgba)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        if (rgba.Length != (long)width * height * 4)
            throw new ArgumentException($"A picture of {width}x{height} pixels has {(long)width * height * 4} bytes, not {rgba.Length}.", nameof(rgba));

        Width = width;
        Height = height;
        _rgba = rgba;
    }

    /// <summary>Width in pixels, after EXIF orientation.</summary>
    public int Width { get; }

    /// <summary>Height in pixels, after EXIF orientation.</summary>
    public int Height { get; }

    /// <summary>Four bytes a pixel, rows from the top.</summary>
    public ReadOnlySpan<byte> Rgba => _rgba;

    /// <summary>The same bytes as memory.</summary>
    public ReadOnlyMemory<byte> Memory => _rgba;

    /// <summary>Loads a PNG or JPEG and turns it upright as its EXIF orientation asks.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The picture.</returns>
    /// <exception cref="PictureException">The file is missing, unreadable, no picture, damaged or truncated; the message names it.</exception>
    public static Picture Load(string path) => Decode(Read(path), path);

    /// <summary>Decodes the bytes of a PNG or JPEG file and turns it upright as its EXIF orientation asks.</summary>
    /// <param name="file">The whole file.</param>
    /// <param name="path">What messages call it.</param>
    /// <exception cref="PictureException">They are no picture, damaged or truncated.</exception>
    public static Picture Decode(ReadOnlySpan<byte> file, string path)
    {
        try
        {
            PictureFile.CheckComplete(path, file);
            // The densest PNG, all zeros of one bit a pixel, holds 8 * 1032 pixels a byte; a header that says more is damaged.
            ImageInfo info = Image.Identify(file);
            if ((long)info.Width * info.Height > 8400L * file.Length)
                throw new PictureException($"The picture '{path}' is damaged: {file.Length} bytes cannot hold the {info.Width} x {info.Height} pixels of its header. Get or export it again.");
            using Image<Rgba32> image = Image.Load<Rgba32>(file);
            image.Mutate(x => x.AutoOrient());
            var rgba = new byte[checked(image.Width * image.Height * 4)];
            image.CopyPixelDataTo(MemoryMarshal.Cast<byte, Rgba32>(rgba.AsSpan()));
            return new Picture(image.Width, image.Height, rgba);
        }
        catch (UnknownImageFormatException e)
        {
            throw new PictureException(
                $"'{path}' is not a picture that can be read. Use one of: {string.Join(", ", PictureFile.Extensions)}.", e);
        }
        catch (Exception e) when (e is DllNotFoundException or NotSupportedException)
        {
            throw new PictureException($"The picture '{path}' cannot be decoded here. {e.Message}", e);
        }
        catch (Exception e) when (e is not PictureException)
        {
            // Whatever a decoder trips over in a file from anywhere, the person needs to know which file.
            throw new PictureException($"The picture '{path}' is damaged. {e.Message} Get or export it again.", e);
        }
    }

    /// <summary>Writes a PNG; the file appears under its name only when it is whole.</summary>
    /// <param name="path">The file, replaced if it exists; missing folders are made.</param>
    /// <exception cref="IOException">It cannot be written there.</exception>
    public void SavePng(string path) => SavePng(path, Width, Height, _rgba);

    /// <summary>Writes pixels as a PNG without making a picture of them first.</summary>
    /// <param name="path">The file, replaced if it exists; missing folders are made.</param>
    /// <param name="width">Width in pixels.</param>
    /// <param name="height">Height in pixels.</param>
    /// <param name="rgba">Four bytes a pixel, rows from the top.</param>
    /// <exception cref="IOException">It cannot be written there.</exception>
    public static void SavePng(string path, int width, int height, ReadOnlySpan<byte> rgba)
    {
        using Image<Rgba32> image = Image.LoadPixelData(MemoryMarshal.Cast<byte, Rgba32>(rgba), width, height);
        string full = Path.GetFullPath(path), temporary = full + ".partial";
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        try
        {
            using (FileStream file = File.Create(temporary))
                image.SaveAsPng(file);
            File.Move(temporary, full, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    private static byte[] Read(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new PictureException($"There is no picture '{path}' (looked for {Path.GetFullPath(path)}). Check the path.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new PictureException($"The picture '{path}' cannot be read: {e.Message}", e);
        }
    }
}
