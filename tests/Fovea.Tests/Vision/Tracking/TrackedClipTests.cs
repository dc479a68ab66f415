using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using Fovea.Capture;
using Fovea.OnnxRuntime;
using Fovea.Tests.Capture;
using Fovea.Vision;
using Fovea.Vision.Tracking;
using Xunit;
using Xunit.Abstractions;

namespace Fovea.Tests.Vision.Tracking;

/// <summary>A real network on a real clip: two cars pass each other, seen from above, one down and one up the picture.</summary>
public sealed class TrackedClipTests
{
    private readonly ITestOutputHelper _output;

    public TrackedClipTests(ITestOutputHelper output) => _output = output;

    [SkippableTheory]
    [InlineData(1)]
    [InlineData(3)]
    public void Two_cars_that_pass_each_other_keep_their_numbers(int every)
    {
        Sources.NeedFfmpeg();
        string model = TestFiles.Asset("models/yolox_nano_416.onnx"), clip = TestFiles.Asset("video/cars_junction.mp4");

        // From above, the network takes cars for other things of that shape, and not always for the same.
        var tracker = new Tracker(new TrackerOptions { HighScore = 0.4f, BirthScore = 0.4f, ClassAware = false });
        var seen = new Dictionary<int, List<Track>>();
        int changes = 0;
        tracker.Appeared += _ => changes++;
        foreach (DetectionResult found in Detections(model, clip, TimeSpan.FromSeconds(15.7), TimeSpan.FromSeconds(17.4), every))
        {
            tracker.Update(found);
            for (int i = 0; i < tracker.Count; i++)
            {
                Track track = tracker[i];
                _output.WriteLine($"{track.Time.TotalSeconds:f2} s: {track.Id} {track.State} {track.Category} {track.Score:f2} {track.Box} {track.Velocity}");
                if (track.State != TrackState.Tentative)
                    (seen.TryGetValue(track.Id, out List<Track>? list) ? list : seen[track.Id] = new()).Add(track);
            }
        }

        Assert.Equal(2, changes);
        Assert.Equal(2, seen.Count);
        List<Track> left = seen.Values.MinBy(t => t[0].Box.X)!, right = seen.Values.MaxBy(t => t[0].Box.X)!;
        Assert.True(left[^1].Box.Y + left[^1].Box.Height > left[0].Box.Y + left[0].Box.Height + 100, "The left car drives down.");
        Assert.True(right[^1].Box.Y < right[0].Box.Y - 100, "The right car drives up.");
        Assert.True(left[^1].Velocity.Y > 50 && right[^1].Velocity.Y < -50, $"They drive at {left[^1].Velocity} and {right[^1].Velocity}.");
    }

    private static IEnumerable<DetectionResult> Detections(string model, string clip, TimeSpan from, TimeSpan to, int every)
    {
        var options = new DetectorOptions(new ImageInput(ImageFit.LetterboxTopLeft, ColorOrder.Bgr, Scale: new float[] { 1, 1, 1 }, Padding: 114), "YOLOX")
        {
            Labels = File.ReadAllLines(TestFiles.Asset("labels/coco80.txt")),
            ScoreThreshold = 0.1f,
            OverlapThreshold = 0.45f,
            Suppression = new SuppressionOptions { PerClass = false },
        };
        using OnnxRuntimeRunner runner = OnnxRuntimeRunner.Load(model);
        using var detector = new HostDetector(runner, options);
        using IFrameSource source = SourceFactory.Open(clip);
        DetectionResult result = detector.CreateResult();
        for (int i = 0; !source.Ended; i++)
        {
            Frame? frame;
            while (!source.TryNext(out frame) && !source.Ended)
                source.WaitForNext(TimeSpan.FromSeconds(1));
            if (frame is null || frame.Time > to)
            {
                frame?.Dispose();
                yield break;
            }

            using (frame)
            {
                if (frame.Time < from || i % every != 0)
                    continue;
                detector.Submit(frame.Memory, frame.Width, frame.Height, i, frame.Time);
                while (!detector.TryRead(result))
                    Thread.Sleep(1);
            }

            yield return result;
        }
    }
}
