using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using Fovea.Capture;
using Fovea.Vision;

namespace Fovea.Training.Data.Views;

/// <summary>YOLO's text files, of boxes or polygons.</summary>
internal sealed class YoloView : DatasetView
{
    private readonly IReadOnlyList<(string Picture, string? Labels)> _files;
    private readonly List<ViewClass> _classes;
    private readonly bool _isNamed;

    public YoloView(string folder)
        : base(folder, "YOLO")
    {
        _files = YoloFolder.Files(folder);
        IReadOnlyDictionary<int, ViewClass> manifest = Manifest(folder);
        _classes = YoloFolder.Names(folder).Select(n => new ViewClass(n, ColorIn(manifest, n))).ToList();
        _isNamed = _classes.Count > 0;
    }

    public override IReadOnlyList<ViewClass> Classes => _classes;

    public override int Count => _files.Count;

    public override ViewFrame Load(int index)
    {
        (string path, string? labels) = _files[index];
        Picture picture = Picture.Load(path);
        ViewMask? mask = null;
        var objects = new List<ViewObject>();
        foreach ((int number, string text) in labels is null ? [] : TextLines.Read(labels))
        {
            (int @class, float[] shares) = YoloFolder.Line(text, _isNamed ? _classes.Count : null, $"{labels}, line {number}");
            if (@class > short.MaxValue)
                throw new DataException($"{labels}, line {number}: the class number is {@class}; at most {short.MaxValue} can be shown.");
            // Where nobody names the classes their numbers do.
            while (_classes.Count <= @class)
                _classes.Add(new ViewClass(_classes.Count.ToString(CultureInfo.InvariantCulture), null));
            double[] pixels = shares.Select((s, i) => (double)s * (i % 2 == 0 ? picture.Width : picture.Height)).ToArray();
            if (shares.Length == 4)
            {
                objects.Add(Object(pixels[0] - (pixels[2] / 2), pixels[1] - (pixels[3] / 2), pixels[2], pixels[3], @class));
                continue;
            }

            double[] x = pixels.Where((_, i) => i % 2 == 0).ToArray(), y = pixels.Where((_, i) => i % 2 == 1).ToArray();
            objects.Add(Object(x.Min(), y.Min(), x.Max() - x.Min(), y.Max() - y.Min(), @class));
            mask ??= new ViewMask(picture.Width, picture.Height);
            PolygonFill.Fill(pixels, picture.Width, picture.Height, at => (mask.Classes[at], mask.Objects[at]) = ((short)@class, objects.Count));
        }

        return new ViewFrame(Path.GetFileName(path), picture, objects, mask);
    }

    private static ViewObject Object(double x, double y, double width, double height, int @class) =>
        new(new Box((float)x, (float)y, (float)width, (float)height), @class, []);
}
