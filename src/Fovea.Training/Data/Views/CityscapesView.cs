using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Fovea.Capture;
using Fovea.Vision;
using SixLabors.ImageSharp.PixelFormats;

namespace Fovea.Training.Data.Views;

/// <summary>Cityscapes' pictures of classes and instances; boxes are those around the instances.</summary>
internal sealed class CityscapesView : DatasetView
{
    private readonly string[] _pictures;
    private readonly short[] _places = new short[256];

    public CityscapesView(string folder)
        : base(folder, "Cityscapes")
    {
        _pictures = CityscapesFolder.Pictures(folder);
        IReadOnlyDictionary<int, ViewClass> named = CityscapesFolder.Classes(folder);
        Array.Fill(_places, ViewMask.None);
        int[] ids = named.Keys.Where(id => id is > 0 and < 256).Order().ToArray();
        for (int i = 0; i < ids.Length; i++)
            _places[ids[i]] = (short)i;
        Classes = ids.Select(id => named[id]).ToArray();
    }

    public override IReadOnlyList<ViewClass> Classes { get; }

    public override int Count => _pictures.Length;

    public override ViewFrame Load(int index)
    {
        string path = _pictures[index];
        Picture picture = Picture.Load(path);
        string start = CityscapesFolder.LabelsOf(Source, path);
        var mask = new ViewMask(picture.Width, picture.Height);
        L8[] classes = CityscapesFolder.Pixels<L8>(start + "labelIds.png", picture.Width, picture.Height);
        L16[] instances = File.Exists(start + "instanceIds.png") ? CityscapesFolder.Pixels<L16>(start + "instanceIds.png", picture.Width, picture.Height) : [];
        var boxes = new SortedDictionary<int, (int Left, int Top, int Right, int Bottom, int Class)>();
        for (int at = 0; at < classes.Length; at++)
        {
            mask.Classes[at] = _places[classes[at].PackedValue];
            int instance = instances.Length > 0 ? instances[at].PackedValue : 0;
            mask.Objects[at] = instance;
            if (instance < 1000 || _places[Math.Min(255, instance / 1000)] < 0)
                continue;
            int x = at % picture.Width, y = at / picture.Width;
            boxes[instance] = boxes.TryGetValue(instance, out (int Left, int Top, int Right, int Bottom, int Class) b)
                ? (Math.Min(b.Left, x), b.Top, Math.Max(b.Right, x + 1), y + 1, b.Class) : (x, y, x + 1, y + 1, _places[Math.Min(255, instance / 1000)]);
        }

        ViewObject[] objects = boxes.Values.Select(b => new ViewObject(new Box(b.Left, b.Top, b.Right - b.Left, b.Bottom - b.Top), b.Class, [])).ToArray();
        return new ViewFrame(Path.GetFileName(path), picture, objects, mask);
    }
}
