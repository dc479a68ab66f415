using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;

namespace Fovea.Capture;

/// <summary>Opens a source by the text a person gives for it.</summary>
public static class SourceFactory
{
    /// <summary>Tried in order. A new kind of source is one more file and one more line here.</summary>
    private static readonly Kind[] Kinds =
    [
        new("camera:N", "camera number N, from 0", Has("camera:"), (text, options) => new CameraSource(CameraNumber(text), options)),
        new("ffmpeg:ARGS", "whatever ffmpeg reads, as ffmpeg:-f lavfi -i testsrc2", Has("ffmpeg:"), (text, options) => new FfmpegCommandSource(text[7..], options)),
        new("a pattern", "the pictures that match it, as photos/img_*.jpg", PatternSource.IsPattern, (text, options) => new PatternSource(text, options)),
        new("a folder", "its pictures, by name", Directory.Exists, (path, options) => new FolderSource(path, options)),
        new("a picture", "a file that ends in .png, .jpg or .jpeg", PictureFile.HasExtension, (path, options) => new PictureSource(path, options)),
        new("a video", "any other file that ffmpeg reads", File.Exists, (path, options) => new VideoSource(path, options)),
    ];

    /// <summary>The accepted forms, each with what it means, for help texts.</summary>
    public static IReadOnlyList<(string Form, string Meaning)> Forms { get; } = Kinds.Select(kind => (kind.Form, kind.Meaning)).ToArray();

    /// <summary>Opens a source: a picture, a folder, a video, <c>camera:N</c> or <c>ffmpeg:ARGS</c>.</summary>
    /// <param name="text">What the person gave.</param>
    /// <param name="options">What is asked of it; null for the defaults.</param>
    /// <returns>The source, already reading.</returns>
    /// <exception cref="CaptureException">It is none of the forms, or cannot be opened; the message says which and why.</exception>
    public static IFrameSource Open(string text, SourceOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        foreach (Kind kind in Kinds)
        {
            if (kind.Accepts(text))
                return kind.Open(text, options ?? new SourceOptions());
        }

        string forms = string.Join(Environment.NewLine, Forms.Select(f => $"  {f.Form}: {f.Meaning}"));
        throw new CaptureException($"The source '{text}' is no file and no folder here. A source is one of:{Environment.NewLine}{forms}");
    }

    private static Func<string, bool> Has(string prefix) => text => text.StartsWith(prefix, StringComparison.OrdinalIgnoreCase);

    private static int CameraNumber(string text) =>
        int.TryParse(text.AsSpan(7), NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            ? number
            : throw new CaptureException($"'{text}' names no camera. Write camera: and its number, as in camera:0.");

    private sealed record Kind(string Form, string Meaning, Func<string, bool> Accepts, Func<string, SourceOptions, IFrameSource> Open);
}
