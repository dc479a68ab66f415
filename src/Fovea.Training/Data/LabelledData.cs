using System.IO;

namespace Fovea.Training.Data;

/// <summary>Opens labelled pictures in whichever of the known forms they lie.</summary>
public static class LabelledData
{
    /// <summary>Opens pictures of one class each: <see cref="ClassTable"/>, <see cref="IdxDigits"/>.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="classCount">How many classes the network has; null where it does not say.</param>
    /// <exception cref="DataException">It holds no such thing, or something in it is wrong.</exception>
    public static LabelledSet<ClassExample> OpenClasses(string path, int? classCount = null)
    {
        ExpectFolder(path);
        if (File.Exists(Path.Combine(path, ClassTable.FileName)))
            return ClassTable.Read(path, classCount);
        return IdxDigits.IsIn(path) ? IdxDigits.Read(path, classCount)
            : throw new DataException($"The folder '{path}' holds no classes of pictures: {ClassTable.FileName} with columns file,class_index, or MNIST's *idx3-ubyte and *idx1-ubyte.");
    }

    /// <summary>Opens pictures with boxes: <see cref="CocoFile"/>, <see cref="YoloFolder"/>.</summary>
    /// <inheritdoc cref="OpenClasses"/>
    /// <param name="path">The folder, or a JSON file.</param>
    /// <param name="classCount">How many classes the network has; null where it does not say.</param>
    public static LabelledSet<BoxExample> OpenBoxes(string path, int? classCount = null)
    {
        if (File.Exists(path))
            return CocoFile.Read(path);
        ExpectFolder(path);
        if (YoloFolder.Is(path))
            return YoloFolder.Read(path, classCount);
        return CocoFile.FindIn(path) is { } file ? CocoFile.Read(file)
            : throw new DataException($"The folder '{path}' holds no boxes: COCO's JSON, or folders 'images' and 'labels' as YOLO has.");
    }

    /// <summary>Opens pictures with the class of every pixel: <see cref="MaskFolder"/>, <see cref="CityscapesFolder"/>.</summary>
    /// <param name="path">The folder.</param>
    /// <exception cref="DataException">It holds no such thing, or something in it is wrong.</exception>
    public static LabelledSet<MaskExample> OpenMasks(string path)
    {
        ExpectFolder(path);
        return MaskFolder.Is(path) ? MaskFolder.Read(path) : CityscapesFolder.Is(path) ? CityscapesFolder.Read(path)
            : throw new DataException($"The folder '{path}' holds no classes of pixels: folders 'images' and 'masks', and a file that names the classes; or 'leftImg8bit' and 'gtFine' as Cityscapes has.");
    }

    private static void ExpectFolder(string path)
    {
        if (!Directory.Exists(path))
            throw new DataException($"There is no folder '{path}' (looked for {Path.GetFullPath(path)}).");
    }
}
