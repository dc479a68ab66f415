using System;
using System.Globalization;
using System.IO;
using System.Text.Json;

namespace Fovea.Capture;

/// <summary>What a video file says of itself.</summary>
public sealed record VideoInfo
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private VideoInfo()
    {
    }

    /// <summary>Width as stored, in pixels.</summary>
    public required int Width { get; init; }

    /// <summary>Height as stored, in pixels.</summary>
    public required int Height { get; init; }

    /// <summary>Frames a second, as a fraction such as <c>30000/1001</c>.</summary>
    public required string Rate { get; init; }

    /// <summary>Frames a second.</summary>
    public required double FramesPerSecond { get; init; }

    /// <summary>Its length; zero where the file does not say.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>The weights of its colours, where the file says.</summary>
    public required YuvMatrix? Matrix { get; init; }

    /// <summary>Asks ffprobe about a file.</summary>
    /// <param name="path">The file.</param>
    /// <returns>What it says.</returns>
    /// <exception cref="CaptureException">It is missing, or holds no video; or ffprobe is missing.</exception>
    public static VideoInfo Of(string path) => Of(path, ChildLauncher.Instance);

    internal static VideoInfo Of(string path, IChildLauncher launcher)
    {
        if (!File.Exists(path))
            throw new CaptureException($"There is no video '{path}' (looked for {Path.GetFullPath(path)}). Check the path.");

        using IChild probe = launcher.Start("ffprobe",
        [
            "-v", "error", "-select_streams", "v:0", "-of", "json", "-show_entries",
            "stream=width,height,r_frame_rate,avg_frame_rate,color_space:format=duration", "-i", "file:" + Path.GetFullPath(path),
        ]);
        probe.Input.Close();
        string text = new StreamReader(probe.Output).ReadToEnd();
        int? code = probe.WaitForExit(Patience);
        if (code != 0)
        {
            throw new CaptureException(
                $"'{path}' is not a video that can be read. ffprobe says:{Environment.NewLine}{probe.ErrorTail}");
        }

        try
        {
            using JsonDocument json = JsonDocument.Parse(text);
            return Parse(json.RootElement, path);
        }
        catch (JsonException e)
        {
            throw new CaptureException($"ffprobe's answer about '{path}' cannot be read: {e.Message}", e);
        }
    }

    private static VideoInfo Parse(JsonElement root, string path)
    {
        if (!root.TryGetProperty("streams", out JsonElement streams) || streams.GetArrayLength() == 0)
            throw new CaptureException($"'{path}' holds no video, only other streams. Choose a video or a picture.");

        JsonElement stream = streams[0];
        string Text(string name) => stream.TryGetProperty(name, out JsonElement value) ? value.ToString() : "";
        int Number(string name) => int.TryParse(Text(name), CultureInfo.InvariantCulture, out int value) ? value : 0;

        // The average is right for files of varying rate; the other is exact for all the rest.
        string exact = Text("r_frame_rate"), average = Text("avg_frame_rate");
        double exactRate = Fraction(exact), averageRate = Fraction(average);
        bool steady = averageRate <= 0 || Math.Abs(exactRate - averageRate) <= 0.01 * averageRate;
        (string rate, double framesPerSecond) = steady ? (exact, exactRate) : (average, averageRate);
        if (!(framesPerSecond > 0 && framesPerSecond < 1000))
            (rate, framesPerSecond) = ("25", 25);

        double seconds = root.TryGetProperty("format", out JsonElement format) && format.TryGetProperty("duration", out JsonElement duration)
            && double.TryParse(duration.ToString(), CultureInfo.InvariantCulture, out double parsed) && parsed is > 0 and < 1e9 ? parsed : 0;
        return new VideoInfo
        {
            Width = Number("width"),
            Height = Number("height"),
            Rate = rate,
            FramesPerSecond = framesPerSecond,
            Duration = TimeSpan.FromSeconds(seconds),
            Matrix = Text("color_space") switch
            {
                "bt709" => YuvMatrix.Bt709,
                "smpte170m" or "bt470bg" => YuvMatrix.Bt601,
                _ => null,
            },
        };
    }

    private static double Fraction(string text)
    {
        string[] parts = text.Split('/');
        return parts.Length == 2
            && double.TryParse(parts[0], CultureInfo.InvariantCulture, out double over)
            && double.TryParse(parts[1], CultureInfo.InvariantCulture, out double under) && under > 0 ? over / under : 0;
    }
}
