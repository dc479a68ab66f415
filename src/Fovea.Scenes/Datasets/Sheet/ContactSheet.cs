using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net;
using System.Text;
using Fovea.Scenes.Labels;

namespace Fovea.Scenes.Datasets.Sheet;

/// <summary>
/// A dataset at one look: an HTML page beside it that needs no network. It shows some of the pictures, with boxes and masks over them, and how
/// classes, sizes and places are distributed over all.
/// </summary>
internal static class ContactSheet
{
    /// <summary>The page's name.</summary>
    public const string FileName = "index.html";

    /// <summary>The page.</summary>
    /// <param name="parts">The frames that are there.</param>
    /// <param name="statistics">What is known of them all.</param>
    /// <param name="shown">Those that are shown.</param>
    public static string Page(DatasetParts parts, SheetStatistics statistics, IReadOnlyList<DatasetFragment> shown)
    {
        DatasetOptions options = parts.Options;
        var html = new StringBuilder();
        html.Append("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">");
        html.Append(CultureInfo.InvariantCulture, $"<title>{Encode(options.Scene)}</title>\n<style>\n{Resource("sheet.css")}</style></head><body class=\"no-labels\">\n");
        html.Append(CultureInfo.InvariantCulture, $"<header><h1>{Encode(options.Scene)}</h1><p>{Encode(Subtitle(options))}</p></header>\n");
        Tiles(html, parts, statistics);
        html.Append("<section class=\"charts\">\n");
        SheetCharts.Classes(html, options, statistics);
        SheetCharts.Positions(html, options, statistics);
        SheetCharts.Sizes(html, statistics);
        SheetCharts.Counts(html, statistics);
        html.Append("</section>\n");
        Pictures(html, options, shown);
        Parameters(html, parts);
        html.Append(CultureInfo.InvariantCulture, $"<script>\n{Resource("sheet.js")}</script></body></html>\n");
        return html.ToString();
    }

    /// <summary>A text in HTML.</summary>
    internal static string Encode(string text) => WebUtility.HtmlEncode(text);

    /// <summary>A number for people.</summary>
    internal static string Whole(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>The colour of a class on the page.</summary>
    internal static string Color(SceneClass c) => $"#{c.Color & 0xFFFFFF:x6}";

    private static string Subtitle(DatasetOptions o) => string.Create(
        CultureInfo.InvariantCulture, $"{o.Format} · {o.Width} × {o.Height} pixels · seed {o.Seed} · frames {o.FirstFrame} to {o.FirstFrame + o.FrameCount - 1}");

    private static void Tiles(StringBuilder html, DatasetParts parts, SheetStatistics s)
    {
        html.Append("<section class=\"tiles\">");
        Tile("frames", s.Frames == parts.Options.FrameCount ? Whole(s.Frames) : $"{Whole(s.Frames)} of {Whole(parts.Options.FrameCount)}");
        Tile("objects", Whole(s.Objects));
        Tile("objects a frame", s.Frames == 0 ? "–" : (s.Objects / (double)s.Frames).ToString("0.0", CultureInfo.InvariantCulture));
        Tile("small · medium · large (COCO)", string.Join(" · ", s.ByArea.Select(Whole)));
        Tile("dropped: unseen · small · hidden", $"{Whole(s.Dropped.Empty)} · {Whole(s.Dropped.Small)} · {Whole(s.Dropped.Hidden)}");
        html.Append("</section>\n");
        if (parts.Missing() is { Length: > 0 } missing)
            html.Append(CultureInfo.InvariantCulture, $"<section class=\"missing\">Not there yet: frames {missing}.</section>\n");

        void Tile(string what, string value) => html.Append(CultureInfo.InvariantCulture, $"<div><strong>{value}</strong>{what}</div>");
    }

    private static void Pictures(StringBuilder html, DatasetOptions options, IReadOnlyList<DatasetFragment> shown)
    {
        html.Append("<section><h2>Pictures</h2><div class=\"bar\">");
        // Names hide small pictures; enlarged ones always have them.
        foreach ((string layer, string more) in new[] { ("boxes", " checked"), ("masks", " checked"), ("labels", "") })
            html.Append(CultureInfo.InvariantCulture, $"<label><input type=\"checkbox\" data-layer=\"{layer}\" autocomplete=\"off\"{more}> {layer}</label>");
        html.Append("<span>Click a picture to enlarge it, a class above to hide it.</span></div>\n<div class=\"pictures\">\n");
        foreach (DatasetFragment frame in shown)
            Picture(html, options, frame);
        html.Append("</div></section>\n");
    }

    private static void Picture(StringBuilder html, DatasetOptions options, DatasetFragment frame)
    {
        string text = Number(Math.Max(6, options.Width / 40.0)), line = Number(Math.Max(0.5, options.Width / 420.0));
        html.Append(CultureInfo.InvariantCulture, $"<figure><div class=\"picture\"><img loading=\"lazy\" alt=\"frame {frame.Frame}\" width=\"{options.Width}\" height=\"{options.Height}\" src=\"{Link(frame.Files[0])}\">");
        html.Append(CultureInfo.InvariantCulture, $"<svg viewBox=\"0 0 {options.Width} {options.Height}\" style=\"font-size:{text}px;stroke-width:{line}\">");
        Dictionary<byte, SceneClass> classes = options.Classes.ToDictionary(c => c.Id);
        for (int i = 0; i < frame.Objects.Count; i++)
        {
            FragmentObject o = frame.Objects[i];
            SceneClass c = classes[o.Class];
            PixelBox box = o.Box;
            html.Append(CultureInfo.InvariantCulture, $"<g data-class=\"{c.Id}\" style=\"--c:{Color(c)}\"><title>{Encode(c.Name)}, {o.Pixels} pixels</title>");
            if (i < frame.Outlines.Count)
                html.Append(CultureInfo.InvariantCulture, $"<path class=\"masks\" d=\"{frame.Outlines[i]}\"/>");
            html.Append(CultureInfo.InvariantCulture, $"<rect class=\"boxes\" x=\"{Number(box.X)}\" y=\"{Number(box.Y)}\" width=\"{Number(box.Width)}\" height=\"{Number(box.Height)}\"/>");
            html.Append(CultureInfo.InvariantCulture, $"<text class=\"labels\" x=\"{Number(box.X + 1)}\" y=\"{Number(Math.Max(box.Y - 1.5, options.Width / 45.0))}\">{Encode(c.Name)}</text></g>");
        }

        html.Append(CultureInfo.InvariantCulture, $"</svg></div><figcaption><b>{frame.Frame}</b> {frame.Objects.Count} object{(frame.Objects.Count == 1 ? "" : "s")}");
        foreach (string file in frame.Files.Where(f => Path.GetExtension(f) is ".png" or ".jpg" or ".txt" or ".json"))
            html.Append(CultureInfo.InvariantCulture, $" <a href=\"{Link(file)}\">{Encode(ShortName(file))}</a>");
        html.Append("</figcaption></figure>\n");
    }

    private static void Parameters(StringBuilder html, DatasetParts parts)
    {
        DatasetOptions o = parts.Options;
        html.Append("<section><h2>How it was made</h2><table>");
        Row("scene", o.Scene + (o.SceneHash.Length > 0 ? $" ({o.SceneHash})" : ""));
        Row("seed", o.Seed.ToString(CultureInfo.InvariantCulture));
        Row("frames", $"{Whole(o.FrameCount)} from {o.FirstFrame.ToString(CultureInfo.InvariantCulture)} on");
        Row("pictures", $"{o.Width} × {o.Height}, {o.PictureExtension}");
        Row("format", o.Format + (o.Masks is { } masks ? $", masks {masks}" : ""));
        Row("beside them", o.Channels == DatasetChannels.None ? "nothing" : o.Channels.ToString());
        Row("objects that count", string.Create(CultureInfo.InvariantCulture, $"at least {o.MinimumPixels} pixels and {o.MinimumVisibility} of what would be seen unhidden"));
        Row("for validation", o.ValidationShare.ToString("P1", CultureInfo.InvariantCulture));
        Row("made by", o.Generator);
        html.Append("</table></section>\n");

        void Row(string name, string value) => html.Append(CultureInfo.InvariantCulture, $"<tr><th>{name}</th><td>{Encode(value)}</td></tr>");
    }

    // What tells a file from the others of its frame: its folder and ending where those differ, as in depth or gtFine_color.
    private static string ShortName(string path)
    {
        string name = Path.GetFileNameWithoutExtension(path), folder = path.Split('/')[0];
        int mark = name.LastIndexOfAny(['_', '.']);
        return mark >= 0 ? name[(mark + 1)..] : folder;
    }

    private static string Link(string path) => string.Join('/', path.Split('/').Select(Uri.EscapeDataString));

    private static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    private static string Resource(string name)
    {
        using Stream stream = typeof(ContactSheet).Assembly.GetManifestResourceStream("datasets/" + name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
