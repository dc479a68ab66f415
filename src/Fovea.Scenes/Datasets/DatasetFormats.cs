using System;
using System.Collections.Generic;
using System.Linq;
using Fovea.Scenes.Datasets.Formats;

namespace Fovea.Scenes.Datasets;

/// <summary>The formats by their names. A new one is a class and a line here; a program may add its own.</summary>
public static class DatasetFormats
{
    private static readonly SortedDictionary<string, Func<DatasetOptions, DatasetFormat>> Known = new(StringComparer.Ordinal)
    {
        ["coco"] = options => new CocoFormat(options),
        ["yolo"] = options => new YoloFormat(options),
        ["cityscapes"] = options => new CityscapesFormat(options),
        ["solo"] = options => new SoloFormat(options),
    };

    /// <summary>Their names.</summary>
    public static IReadOnlyList<string> Names => Known.Keys.ToArray();

    /// <summary>Adds a format. To be called before datasets are written.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="create">Makes it.</param>
    public static void Register(string name, Func<DatasetOptions, DatasetFormat> create) => Known[name] = create;

    /// <summary>Makes the format that the options name.</summary>
    /// <param name="options">What the dataset is made of.</param>
    /// <exception cref="SceneException">There is no such format, or it cannot hold such a dataset.</exception>
    public static DatasetFormat Create(DatasetOptions options) => Known.TryGetValue(options.Format, out Func<DatasetOptions, DatasetFormat>? create)
        ? create(options) : throw new SceneException($"There is no dataset format '{options.Format}'. There are {string.Join(", ", Known.Keys)}.");
}
