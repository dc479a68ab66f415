using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Fovea.Scenes.Labels;

namespace Fovea.Scenes.Datasets.Formats;

/// <summary>
/// Cityscapes' pictures: <c>leftImg8bit/train|val/CITY/CITY_000000_NNNNNN_leftImg8bit.png</c> and, under <c>gtFine</c> likewise,
/// <c>_gtFine_labelIds.png</c>, <c>_instanceIds.png</c>, <c>_labelTrainIds.png</c> and <c>_color.png</c>.
/// </summary>
/// <remarks>
/// The city is the scene's name in small letters and digits. Instances are numbered as in Cityscapes: 1000 times the class and the object's
/// place in its class, from 0; stuff, and things that do not count as single objects, have the class alone.
/// </remarks>
public sealed class CityscapesFormat : DatasetFormat
{
    private const int MostInstances = 1000;

    private readonly string _city;
    private readonly byte[] _ids = new byte[256];
    private readonly byte[] _trainIds = new byte[256];
    private readonly int[] _colors = new int[256];

    /// <summary>Makes the format for a dataset.</summary>
    /// <param name="options">What the dataset is made of.</param>
    /// <exception cref="SceneException">The number of a class of things leaves no room for instances in 16 bits; or run lengths or polygons are asked for.</exception>
    public CityscapesFormat(DatasetOptions options)
        : base(options)
    {
        if (options.Masks is not (null or MaskEncoding.None))
            throw new SceneException("Cityscapes' labels are pictures; there are no run lengths or polygons to choose.");
        SceneClass? large = options.Things.FirstOrDefault(c => ((c.Id + 1) * MostInstances) - 1 > ushort.MaxValue);
        if (large is not null)
            throw new SceneException($"The class '{large.Name}' has the number {large.Id}; with 1000 instances each, numbers of things up to 64 fit into 16 bits. Give it another.");

        string city = string.Concat(options.Scene.ToLowerInvariant().Where(c => c is (>= 'a' and <= 'z') or (>= '0' and <= '9')));
        _city = city.Length > 0 ? city : "scene";
        Array.Fill(_trainIds, byte.MaxValue);
        foreach (SceneClass c in options.Classes)
            (_ids[c.Id], _trainIds[c.Id], _colors[c.Id]) = (c.Id, c.TrainId ?? c.Id, c.Color);
    }

    /// <inheritdoc/>
    public override void Write(DatasetFrame frame)
    {
        string split = Options.SplitOf(frame.Frame.Index), name = $"{_city}_000000_{frame.Frame.Index.ToString("D6", CultureInfo.InvariantCulture)}";
        string labels = $"gtFine/{split}/{_city}/{name}_gtFine";
        Dictionary<uint, ushort> numbers = Numbers(frame);
        frame.WritePicture($"leftImg8bit/{split}/{_city}/{name}_leftImg8bit");
        frame.WriteClasses($"{labels}_labelIds.png", _ids);
        frame.WriteClasses($"{labels}_labelTrainIds.png", _trainIds);
        frame.WriteWords($"{labels}_instanceIds.png", id => numbers.TryGetValue(LabelledFrame.InstanceOf(id), out ushort number) ? number : _ids[LabelledFrame.ClassOf(id)]);
        frame.WriteColors($"{labels}_color.png", id => _colors[LabelledFrame.ClassOf(id)]);
        frame.WriteChannels((channel, ending) => $"{channel}/{split}/{_city}/{name}_{channel}.{ending}");
    }

    /// <summary>Nothing: readers of Cityscapes go by the folders.</summary>
    /// <param name="parts">What is there.</param>
    public override void Join(DatasetParts parts)
    {
    }

    private static Dictionary<uint, ushort> Numbers(DatasetFrame frame)
    {
        var next = new int[256];
        var numbers = new Dictionary<uint, ushort>();
        foreach (LabelledObject o in frame.Objects)
        {
            int place = next[o.ClassId]++;
            if (place == MostInstances)
                throw new SceneException($"Frame {frame.Frame.Index} has more than {MostInstances} objects of the class '{frame.ClassOf(o.ClassId).Name}', for which Cityscapes has no numbers. A larger least size leaves some out.");
            numbers.Add(o.InstanceId, (ushort)((o.ClassId * MostInstances) + place));
        }

        return numbers;
    }
}
