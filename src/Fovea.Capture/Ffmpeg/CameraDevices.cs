using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;

namespace Fovea.Capture;

/// <summary>The cameras of this system, and how ffmpeg is told to open one: v4l2, avfoundation or dshow.</summary>
internal static class CameraDevices
{
    /// <summary>Number and name of each camera, by number.</summary>
    public static IReadOnlyList<(int Index, string Name)> List(IChildLauncher launcher)
    {
        if (OperatingSystem.IsWindows())
            return Dshow(Asked(launcher, "-f", "dshow", "-list_devices", "true", "-i", "dummy"));
        return OperatingSystem.IsMacOS()
            ? Avfoundation(Asked(launcher, "-f", "avfoundation", "-list_devices", "true", "-i", ""))
            : Video4Linux("/dev", "/sys/class/video4linux");
    }

    /// <summary>One line for error messages.</summary>
    public static string Describe(IReadOnlyList<(int Index, string Name)> devices) => devices.Count == 0
        ? "No camera was found on this system."
        : "Found: " + string.Join(", ", devices.Select(d => $"camera:{d.Index} ({d.Name})")) + ".";

    /// <summary>Input arguments for camera <paramref name="index"/>, whether or not it is there now.</summary>
    public static IReadOnlyList<string> Arguments(int index, SourceOptions options, IChildLauncher launcher)
    {
        var arguments = new List<string> { "-fflags", "nobuffer" };
        string device;
        if (OperatingSystem.IsWindows())
        {
            string? name = List(launcher).Where(d => d.Index == index).Select(d => d.Name).FirstOrDefault();
            device = "video=" + (name ?? index.ToString(CultureInfo.InvariantCulture));
            arguments.AddRange(["-f", "dshow"]);
        }
        else if (OperatingSystem.IsMacOS())
        {
            device = string.Create(CultureInfo.InvariantCulture, $"{index}:none");
            arguments.AddRange(["-f", "avfoundation"]);
        }
        else
        {
            device = string.Create(CultureInfo.InvariantCulture, $"/dev/video{index}");
            arguments.AddRange(["-f", "v4l2"]);
        }

        if (options.Width is { } width && options.Height is { } height)
            arguments.AddRange(["-video_size", string.Create(CultureInfo.InvariantCulture, $"{width}x{height}")]);
        // Many Mac cameras refuse ffmpeg's own default of 29.97.
        double? rate = options.FramesPerSecond ?? (OperatingSystem.IsMacOS() ? 30 : null);
        if (rate is { } framesPerSecond)
            arguments.AddRange(["-framerate", framesPerSecond.ToString(CultureInfo.InvariantCulture)]);
        arguments.AddRange(["-i", device]);
        return arguments;
    }

    internal static IReadOnlyList<(int Index, string Name)> Video4Linux(string devices, string classes)
    {
        var found = new List<(int, string)>();
        if (!Directory.Exists(devices))
            return found;

        foreach (string path in Directory.EnumerateFiles(devices, "video*"))
        {
            string node = Path.GetFileName(path), name = Path.Combine(classes, node, "name");
            if (int.TryParse(node.AsSpan("video".Length), NumberStyles.None, CultureInfo.InvariantCulture, out int index))
                found.Add((index, File.Exists(name) ? File.ReadAllText(name).Trim() : path));
        }

        found.Sort();
        return found;
    }

    /// <summary>Lines as <c>[AVFoundation indev @ 0x7f] [0] FaceTime HD Camera</c>, up to the heading of the microphones.</summary>
    internal static IReadOnlyList<(int Index, string Name)> Avfoundation(string text)
    {
        int end = text.IndexOf("audio devices", StringComparison.OrdinalIgnoreCase);
        return Regex.Matches(end < 0 ? text : text[..end], @"\] \[(\d+)\] (.+)")
            .Select(m => (int.Parse(m.Groups[1].Value, CultureInfo.InvariantCulture), m.Groups[2].Value.Trim())).ToList();
    }

    /// <summary>
    /// Lines as <c>[dshow @ 000001] "Integrated Camera" (video)</c>; older versions print a heading instead of the kind.
    /// </summary>
    internal static IReadOnlyList<(int Index, string Name)> Dshow(string text)
    {
        int end = text.IndexOf("DirectShow audio devices", StringComparison.OrdinalIgnoreCase);
        return Regex.Matches(end < 0 ? text : text[..end], "\\]\\s+\"([^\"]+)\"\\s*(\\(([^)]*)\\))?")
            .Where(m => !m.Groups[2].Success || m.Groups[3].Value.Contains("video", StringComparison.Ordinal))
            .Select((m, i) => (i, m.Groups[1].Value)).ToList();
    }

    private static string Asked(IChildLauncher launcher, params string[] arguments)
    {
        using IChild child = launcher.Start("ffmpeg", ["-hide_banner", "-nostdin", .. arguments]);
        child.WaitForExit(TimeSpan.FromSeconds(5));
        return child.ErrorTail;
    }
}
