using System;
using System.Buffers.Binary;
using System.IO;
using System.Linq;
using Fovea.Capture;

namespace Fovea.Training.Data;

/// <summary>
/// MNIST's files: <c>*idx3-ubyte</c> with pictures of one byte a pixel, and <c>*idx1-ubyte</c> with a class for each. Such a file begins with
/// 0, 0, 8 (bytes), its number of dimensions, and each dimension as four bytes, the highest first.
/// </summary>
public static class IdxDigits
{
    private const string Pictures = "*idx3-ubyte", Classes = "*idx1-ubyte";

    /// <summary>Whether a folder holds such files.</summary>
    public static bool IsIn(string folder) => Directory.Exists(folder) && Directory.GetFiles(folder, Pictures).Length > 0;

    /// <summary>Reads them.</summary>
    /// <param name="folder">The folder, with one file of each kind.</param>
    /// <param name="classCount">How many classes there are; null where nobody knows.</param>
    /// <exception cref="DataException">They are no such files, or do not belong together.</exception>
    public static LabelledSet<ClassExample> Read(string folder, int? classCount = null)
    {
        string pictureFile = Only(folder, Pictures), classFile = Only(folder, Classes);
        (byte[] pixels, int[] size) = Open(pictureFile, 3);
        (byte[] classes, int[] count) = Open(classFile, 1);
        if (count[0] != size[0])
            throw new DataException($"{classFile} has {count[0]} classes, but {pictureFile} has {size[0]} pictures.");
        int area = size[1] * size[2];
        ClassExample[] examples = Enumerable.Range(0, count[0]).Select(i => new ClassExample(
            $"{Path.GetFileName(pictureFile)}[{i}]",
            () => Grey(pixels.AsSpan(16 + (i * area), area), size[2], size[1]),
            Numbers.InRange(classes[8 + i], classCount, $"{classFile}, entry {i}"))).ToArray();
        return new LabelledSet<ClassExample>(folder, [], examples);
    }

    private static string Only(string folder, string pattern)
    {
        string[] files = Directory.GetFiles(folder, pattern);
        return files.Length == 1
            ? files[0]
            : throw new DataException($"The folder '{folder}' has {files.Length} files {pattern}; one is expected. (Unpack what ends in .gz.)");
    }

    private static (byte[] Bytes, int[] Dimensions) Open(string path, int dimensions)
    {
        byte[] bytes = TextLines.Bytes(path);
        int header = 4 + (4 * dimensions);
        if (bytes.Length < header || bytes[0] != 0 || bytes[1] != 0 || bytes[2] != 8 || bytes[3] != dimensions)
        {
            string found = string.Join(' ', bytes.Take(4));
            throw new DataException($"{path} begins with {found}; an IDX file of bytes with {dimensions} dimensions begins with 0 0 8 {dimensions}.");
        }

        int[] sizes = Enumerable.Range(0, dimensions).Select(i => BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(4 + (4 * i)))).ToArray();
        // Each factor is checked, so that the product does not overflow into something that fits.
        long elements = 1;
        foreach (int size in sizes)
            elements = size < 1 || elements > int.MaxValue ? -1 : elements * size;
        return elements == bytes.Length - header ? (bytes, sizes)
            : throw new DataException($"{path} says that it holds {string.Join(" x ", sizes)} bytes, but {bytes.Length - header} follow.");
    }

    private static Picture Grey(ReadOnlySpan<byte> pixels, int width, int height)
    {
        var rgba = new byte[4 * pixels.Length];
        for (int i = 0; i < pixels.Length; i++)
        {
            rgba.AsSpan(4 * i, 3).Fill(pixels[i]);
            rgba[(4 * i) + 3] = 255;
        }

        return new Picture(width, height, rgba);
    }
}
