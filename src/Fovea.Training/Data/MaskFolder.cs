using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Fovea.Capture;

namespace Fovea.Training.Data;

/// <summary>
/// A class for every pixel: <c>images/NAME.jpg</c> and <c>masks/NAME.png</c>, and a file that names the classes: <c>classes.txt</c> or
/// <c>mask_classes.csv</c> with numbers for grey masks, <c>label_colors.txt</c> with colours for coloured ones.
/// </summary>
/// <remarks>255, and classes named unlabelled, void or ignore, are ignored.</remarks>
public static class MaskFolder
{
    private static readonly string[] NameFiles = { "classes.txt", "mask_classes.csv", "label_colors.txt" };
    private static readonly string[] Ignored = { "unlabelled", "unlabeled", "void", "ignore" };

    /// <summary>Whether a folder is one.</summary>
    public static bool Is(string folder) => Directory.Exists(Path.Combine(folder, "images")) && Directory.Exists(Path.Combine(folder, "masks"));

    /// <summary>Reads one.</summary>
    /// <param name="folder">The folder.</param>
    /// <exception cref="DataException">It is no such folder; the message names file and line.</exception>
    public static LabelledSet<MaskExample> Read(string folder)
    {
        string namesFile = NameFiles.Select(f => Path.Combine(folder, f)).FirstOrDefault(File.Exists)
            ?? throw new DataException($"The folder '{folder}' lacks a file that names the classes of its masks: {string.Join(", ", NameFiles)}.");
        ClassNames names = ClassNames.Read(namesFile);
        MaskExample[] examples = PictureFiles.In(Path.Combine(folder, "images")).Select(picture =>
        {
            string mask = PictureFiles.Expect(Path.Combine(folder, "masks", Path.GetFileNameWithoutExtension(picture) + ".png"), picture);
            return new MaskExample(Path.GetFileName(picture), () => Picture.Load(picture), () => Load(mask, namesFile, names));
        }).ToArray();
        return new LabelledSet<MaskExample>(folder, names.Names, examples);
    }

    /// <summary>Whether a class of this name does not count.</summary>
    internal static bool IsIgnored(string name) => Ignored.Contains(name.ToLowerInvariant());

    private static ClassMap Load(string path, string namesFile, ClassNames names)
    {
        Picture picture;
        try
        {
            picture = Picture.Load(path);
        }
        catch (PictureException e)
        {
            throw new DataException($"A mask cannot be read. {e.Message}", e);
        }

        if (names.Colors is null)
            CheckGrey(path, namesFile);
        var classes = new byte[picture.Width * picture.Height];
        for (int i = 0; i < classes.Length; i++)
        {
            ReadOnlySpan<byte> pixel = picture.Rgba.Slice(4 * i, 4);
            byte? number = names.Colors is { } colors
                ? colors.TryGetValue((pixel[0] << 16) | (pixel[1] << 8) | pixel[2], out byte known) ? known : null
                : pixel[0] == ClassMap.Ignore || (pixel[0] < names.Names.Count && names.Names[pixel[0]].Length > 0) ? pixel[0] : null;
            if (number is not { } found)
            {
                string value = names.Colors is null ? $"is of class {pixel[0]}" : $"has the colour {pixel[0]} {pixel[1]} {pixel[2]}";
                throw new DataException($"{path}: pixel ({i % picture.Width}, {i / picture.Width}) {value}, which {namesFile} does not name.");
            }

            classes[i] = found < names.Names.Count && IsIgnored(names.Names[found]) ? ClassMap.Ignore : found;
        }

        return new ClassMap(picture.Width, picture.Height, classes);
    }

    // Of a palette only colours are left when it is read, and numbers of other than eight bits are stretched to eight.
    private static void CheckGrey(string path, string namesFile)
    {
        byte[] file = TextLines.Bytes(path);
        // In a PNG: the bits of a channel, and the colour type, of which 0 is grey, 3 a palette.
        (int depth, int color) = file.Length > 25 ? (file[24], file[25]) : (0, 0);
        if (depth != 8 || color != 0)
        {
            string what = color == 3 ? "is coloured by a palette" : color == 0 ? $"has {depth} bits a pixel" : "is coloured";
            throw new DataException(
                $"{path} {what}, but {namesFile} gives numbers, for which a grey PNG of 8 bits is expected. For colours write label_colors.txt with lines 'R G B NAME'.");
        }
    }
}
