using System.Linq;

namespace Fovea.Scenes.Datasets;

/// <summary>A form that datasets have on disk: which files a frame becomes, and which files list all frames.</summary>
/// <remarks>
/// What is written of a frame may depend on the frame and the options alone, never on other frames, so that any share of the frames can be made
/// anywhere. A format has no state of its own: several threads write frames with it at the same time.
/// </remarks>
public abstract class DatasetFormat
{
    /// <summary>Makes the format for a dataset.</summary>
    /// <param name="options">What the dataset is made of.</param>
    protected DatasetFormat(DatasetOptions options) => Options = options;

    /// <summary>What the dataset is made of.</summary>
    public DatasetOptions Options { get; }

    /// <summary>Writes the files of a frame, the picture first, and records what the files of all frames need of it.</summary>
    /// <param name="frame">The frame.</param>
    /// <exception cref="SceneException">A file cannot be written, or the format cannot express something in the frame.</exception>
    public abstract void Write(DatasetFrame frame);

    /// <summary>Writes the files that list all frames, from the records of those that are there.</summary>
    /// <param name="parts">What is there.</param>
    /// <exception cref="SceneException">A file cannot be written.</exception>
    public abstract void Join(DatasetParts parts);

    /// <summary>For formats that are lists of objects: without a class of things nothing would be listed.</summary>
    /// <exception cref="SceneException">No class is one of things.</exception>
    protected void NeedThings()
    {
        if (!Options.Things.Any())
        {
            throw new SceneException(
                $"The dataset cannot be made: the format {Options.Format} lists objects, and no class of the scene is one of things. Give \"thing\": true to a class, or take a format that has masks of all classes, such as cityscapes.");
        }
    }
}
