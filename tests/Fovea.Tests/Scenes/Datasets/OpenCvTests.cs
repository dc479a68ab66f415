using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Numerics;
using Fovea.Scenes.Datasets;
using Fovea.Scenes.Labels;
using Xunit;

namespace Fovea.Tests.Scenes.Datasets;

/// <summary>What is written, read by OpenCV and NumPy (Debian's python3-opencv) where they are installed.</summary>
public sealed class OpenCvTests
{
    [SkippableFact]
    public void OpenCV_reads_pictures_masks_depth_normals_and_flow()
    {
        string? python = PythonProgram.Find("cv2", "numpy");
        Skip.If(python is null, "python3-opencv is not installed.");
        using var data = new DatasetFixture(FramePainter.Options("cityscapes", count: 2) with { Channels = DatasetFixture.AllChannels });
        string start = "handmade/handmade_000000_000001_";
        string[] files =
        [
            $"leftImg8bit/train/{start}leftImg8bit.png", $"gtFine/train/{start}gtFine_labelIds.png", $"gtFine/train/{start}gtFine_instanceIds.png",
            $"depth/train/{start}depth.png", $"depth/train/{start}depth.npy", $"normals/train/{start}normals.png", $"flow/train/{start}flow.flo", $"flow/train/{start}flow.png",
        ];

        string script = Path.Combine(TestFiles.Root, "tests/Fovea.Tests/Scenes/Datasets/opencv_reader.py");
        string output = PythonProgram.Run(python!, [script], string.Concat(files.Select(f => data.File(f) + "\n")), TimeSpan.FromMinutes(2));

        string[] lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        LabelledFrame frame = FramePainter.Typical(1);
        uint[] identity = frame.Identity.ToArray();
        Check(lines[0], "37x61x3 uint8", frame.Color.ToArray().Where((_, i) => i % 4 != 3).Select(c => (double)c).ToArray());
        Check(lines[1], "37x61 uint8", identity.Select(id => (double)(byte)id).ToArray());
        Check(lines[2], "37x61 uint16", identity.Select(id => id >> 8 == 3 ? 26000 : double.NaN).ToArray());
        Check(lines[3], "37x61 uint16", frame.Depth.ToArray().Select(d => float.IsInfinity(d) ? 0 : Math.Min(65535, Math.Round(d * 1000.0))).ToArray(), 1);
        Check(lines[4], "37x61 float32", frame.Depth.ToArray().Select(d => (double)d).ToArray());
        Check(lines[5], "37x61x3 uint8", frame.Normals.ToArray().SelectMany(n => n == Vector3.Zero ? [0.0, 0, 0] : new double[] { 127.5 * (n.X + 1), 127.5 * (n.Y + 1), 127.5 * (n.Z + 1) }).ToArray(), 0.51);
        Check(lines[6], "37x61x2 float32", frame.Flow.ToArray().SelectMany(f => new double[] { f.X, f.Y }).ToArray());
        Check(lines[7], "37x61x3 uint16", frame.Flow.ToArray().SelectMany(f => new double[] { (f.X * 64) + 32768, (f.Y * 64) + 32768, 1 }).ToArray(), 0.51);
        Assert.Contains(frame.Depth.ToArray(), d => d is > 65.6f and < 1e9f);
    }

    private static void Check(string line, string kind, double[] expected, double tolerance = 0)
    {
        string[] words = line.Split(' ');
        Assert.Equal(kind, $"{words[0]} {words[1]}");
        double[] found = words[2..].Select(w => w == "inf" ? double.PositiveInfinity : double.Parse(w, CultureInfo.InvariantCulture)).ToArray();
        Assert.Equal(expected.Length, found.Length);
        for (int i = 0; i < found.Length; i++)
        {
            // NaN: not said here.
            if (!double.IsNaN(expected[i]) && expected[i] != found[i])
                Assert.InRange(found[i], expected[i] - tolerance, expected[i] + tolerance);
        }
    }
}
