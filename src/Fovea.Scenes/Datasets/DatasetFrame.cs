using System;
using System.Buffers;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Encodings.Web;
using System.Text.Json;
using Fovea.Scenes.Datasets.Files;
using Fovea.Scenes.Datasets.Masks;
using Fovea.Scenes.Labels;

namespace Fovea.Scenes.Datasets;

/// <summary>
/// A frame while it is written: its objects that count, its masks, and ways to write its files. It is used again for other frames, by one
/// thread at a time.
/// </summary>
public sealed class DatasetFrame
{
    // What a format writes is no web page: '<' in a run length may stay as it is.
    internal static readonly JsonWriterOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly DatasetFolder _folder;
    private readonly List<LabelledObject> _objects = new();
    private readonly List<string> _files = new();
    private readonly ArrayBufferWriter<byte> _records = new();
    private readonly ArrayBufferWriter<byte> _text = new();
    private readonly Utf8JsonWriter _json;
    private readonly InstanceRuns _runs = new();
    private readonly MaskOutlines _outlines = new();
    private readonly PictureFiles _pictures = new();
    private LabelledFrame? _frame;
    private bool _hasRuns;
    private bool _hasOutlines;

    internal DatasetFrame(DatasetFolder folder, DatasetOptions options)
    {
        _folder = folder;
        Options = options;
        _json = new Utf8JsonWriter(_records, Json);
    }

    /// <summary>What the dataset is made of.</summary>
    public DatasetOptions Options { get; }

    /// <summary>The frame.</summary>
    public LabelledFrame Frame => _frame ?? throw new InvalidOperationException("No frame is being written.");

    /// <summary>Its objects that count, by growing number: things, seen in enough pixels.</summary>
    public IReadOnlyList<LabelledObject> Objects => _objects;

    /// <summary>How many of its things do not count.</summary>
    public DroppedObjects Dropped { get; private set; }

    /// <summary>The files that were written, the picture first.</summary>
    public IReadOnlyList<string> Files => _files;

    internal ReadOnlySpan<byte> Records => _records.WrittenSpan;

    /// <summary>The class of a number.</summary>
    /// <exception cref="SceneException">There is none.</exception>
    public SceneClass ClassOf(byte id) => Options.Classes.FirstOrDefault(c => c.Id == id) ?? throw new SceneException(
        $"Frame {Frame.Index} has an object of class {id}, which the scene does not list. Its classes are {string.Join(", ", Options.Classes.Select(c => $"{c.Id} {c.Name}"))}.");

    /// <summary>Writes the picture. It is to be the first file.</summary>
    /// <param name="path">Its path in the dataset, without its ending.</param>
    /// <exception cref="SceneException">It cannot be written, or not as a JPEG on this system.</exception>
    public void WritePicture(string path)
    {
        try
        {
            Write(
                $"{path}.{Options.PictureExtension}",
                file => _pictures.WriteColor(file, Frame.Color.Span, Frame.Width, Frame.Height, Options.Pictures, Options.JpegQuality));
        }
        catch (Exception e) when (e is DllNotFoundException or NotSupportedException)
        {
            throw new SceneException($"Pictures cannot be written as {Options.PictureExtension} here. {e.Message}", e);
        }
    }

    /// <summary>Writes a grey PNG of 8 bits with a value for the class of each pixel.</summary>
    /// <param name="path">Its path in the dataset.</param>
    /// <param name="greys">The value of each of 256 classes.</param>
    public void WriteClasses(string path, byte[] greys) =>
        Write(path, file => _pictures.WriteClasses(file, Frame.Identity.Span, Frame.Width, Frame.Height, greys));

    /// <summary>Writes a grey PNG of 16 bits.</summary>
    /// <param name="path">Its path in the dataset.</param>
    /// <param name="wordOf">The value for what <see cref="LabelledFrame.Identity"/> holds.</param>
    public void WriteWords(string path, Func<uint, ushort> wordOf) =>
        Write(path, file => _pictures.WriteWords(file, Frame.Identity.Span, Frame.Width, Frame.Height, wordOf));

    /// <summary>Writes an RGB PNG of 8 bits.</summary>
    /// <param name="path">Its path in the dataset.</param>
    /// <param name="colorOf">The colour 0xRRGGBB for what <see cref="LabelledFrame.Identity"/> holds.</param>
    public void WriteColors(string path, Func<uint, int> colorOf) =>
        Write(path, file => _pictures.WriteColors(file, Frame.Identity.Span, Frame.Width, Frame.Height, colorOf));

    /// <summary>Writes the channels that the options ask for.</summary>
    /// <param name="pathOf">The path of a channel's file in the dataset, from its name (depth, normals, flow) and its ending (png, npy, flo).</param>
    public void WriteChannels(Func<string, string, string> pathOf)
    {
        DatasetChannels channels = Options.Channels;
        LabelledFrame f = Frame;
        if (channels.HasFlag(DatasetChannels.Depth))
            Write(pathOf("depth", "png"), file => _pictures.WriteDepth(file, f.Depth.Span, f.Width, f.Height));
        if (channels.HasFlag(DatasetChannels.DepthFloat))
            Write(pathOf("depth", "npy"), file => NumpyFile.Write(file, f.Depth.Span, f.Width, f.Height));
        if (channels.HasFlag(DatasetChannels.Normals))
            Write(pathOf("normals", "png"), file => _pictures.WriteNormals(file, f.Normals.Span, f.Width, f.Height));
        if (channels.HasFlag(DatasetChannels.Flow))
            Write(pathOf("flow", "flo"), file => FlowFile.Write(file, f.Flow.Span, f.Width, f.Height));
        if (channels.HasFlag(DatasetChannels.FlowPng))
            Write(pathOf("flow", "png"), file => _pictures.WriteFlow(file, f.Flow.Span, f.Width, f.Height));
    }

    /// <summary>Writes any file of the frame.</summary>
    /// <param name="path">Its path in the dataset, with slashes.</param>
    /// <param name="write">Writes the content.</param>
    /// <exception cref="SceneException">It cannot be written.</exception>
    public void Write(string path, Action<Stream> write)
    {
        _folder.Write(path, write);
        _files.Add(path);
    }

    /// <summary>Adds a line of JSON that the format finds again when all frames are joined.</summary>
    /// <param name="write">Writes one JSON object.</param>
    public void Record(Action<Utf8JsonWriter> write)
    {
        write(_json);
        _json.Flush();
        _json.Reset();
        _records.Write("\n"u8);
    }

    /// <summary>An object's mask as COCO's compressed run lengths; the bytes are good until the next call.</summary>
    /// <param name="place">Its place in <see cref="Objects"/>.</param>
    public ReadOnlySpan<byte> RunLengths(int place)
    {
        _text.ResetWrittenCount();
        RunLengthText.Write(Runs.Of(place), _text);
        return _text.WrittenSpan;
    }

    /// <summary>How many pixels of the picture show an object.</summary>
    /// <param name="place">Its place in <see cref="Objects"/>.</param>
    public int Area(int place) => Runs.Area(place);

    /// <summary>An object's mask as polygons, exactly: corners of pixels, x and y by turns.</summary>
    /// <param name="place">Its place in <see cref="Objects"/>.</param>
    /// <param name="single">Whether all its parts are joined into one, by lines there and back.</param>
    public IReadOnlyList<int[]> Polygons(int place, bool single = false)
    {
        if (!_hasOutlines)
            _outlines.Find(Frame.Identity.Span, Frame.Width, Frame.Height, _objects);
        _hasOutlines = true;
        return _outlines.Of(place, single);
    }

    private InstanceRuns Runs
    {
        get
        {
            if (!_hasRuns)
                _runs.Find(Frame.Identity.Span, Frame.Width, Frame.Height, _objects);
            _hasRuns = true;
            return _runs;
        }
    }

    internal void Begin(LabelledFrame frame)
    {
        _frame = frame;
        (_hasRuns, _hasOutlines) = (false, false);
        _objects.Clear();
        _files.Clear();
        _records.ResetWrittenCount();
        CheckMaps(frame);
        Dropped = default;
        foreach (LabelledObject o in frame.Objects)
        {
            // What has no class, or is stuff, is in no list of objects.
            if (o.ClassId == 0 || !ClassOf(o.ClassId).IsThing)
                continue;
            DroppedObjects dropped = o.VisiblePixels <= 0 || o.Box.IsEmpty ? new DroppedObjects(1, 0, 0)
                : o.VisiblePixels < Options.MinimumPixels ? new DroppedObjects(0, 1, 0)
                : o.Visibility < Options.MinimumVisibility ? new DroppedObjects(0, 0, 1) : default;
            Dropped += dropped;
            if (dropped.Total == 0)
                _objects.Add(o);
        }
    }

    private void CheckMaps(LabelledFrame frame)
    {
        long pixels = (long)Options.Width * Options.Height;
        DatasetChannels c = Options.Channels;
        Check(frame.Width == Options.Width && frame.Height == Options.Height, $"is of {frame.Width}x{frame.Height} pixels in a dataset of {Options.Width}x{Options.Height}");
        Check(Options.Contains(frame.Index), $"is none of the {Options.FrameCount} from {Options.FirstFrame} on");
        Check(frame.Color.Length >= 4 * pixels && frame.Identity.Length >= pixels, "lacks pixels");
        Check((c & (DatasetChannels.Depth | DatasetChannels.DepthFloat)) == 0 || frame.Depth.Length >= pixels, "has no depth");
        Check((c & DatasetChannels.Normals) == 0 || frame.Normals.Length >= pixels, "has no normals");
        Check((c & (DatasetChannels.Flow | DatasetChannels.FlowPng)) == 0 || frame.Flow.Length >= pixels, "has no flow");

        void Check(bool right, string what)
        {
            if (!right)
                throw new ArgumentException($"Frame {frame.Index} {what}.", nameof(frame));
        }
    }
}
