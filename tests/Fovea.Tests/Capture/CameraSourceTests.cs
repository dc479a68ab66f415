using System;
using System.IO;
using System.Linq;
using Fovea.Capture;
using Xunit;

namespace Fovea.Tests.Capture;

/// <summary>Cameras whose ffmpeg is played by a script.</summary>
public sealed class CameraSourceTests
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(5);

    [Fact]
    public void A_camera_that_vanishes_is_tried_again_and_said_so()
    {
        var launcher = new FakeLauncher(
            new(FakeLauncher.Pam(2, 2, 1), 1, "No such device"),
            new([], 1, "still gone"),
            new([], 1, "still gone"),
            new(FakeLauncher.Pam(2, 2, 2), null));
        using var camera = new CameraSource(3, new SourceOptions(), launcher, Short, "");

        using (Frame first = Sources.Next(camera))
            Assert.Equal((0L, (byte)1, "camera:3"), (first.Index, first.Pixels[0], first.Source));
        using (Frame second = Sources.Next(camera))
            Assert.Equal((1L, (byte)2), (second.Index, second.Pixels[0]));

        Sources.Until(() => camera.Reconnections == 1 && camera.Status == null);
        Assert.Equal(4, launcher.Starts);
        Assert.False(camera.Ended);
    }

    [Fact]
    public void While_it_is_gone_the_status_says_why_and_the_pauses_grow()
    {
        var launcher = new FakeLauncher(new(FakeLauncher.Pam(2, 2, 1), 1, "No such device"), new([], 1, "Device busy"));
        using var camera = new CameraSource(0, new SourceOptions(), launcher, Short, "");

        Sources.Until(() => camera.Status?.Contains("Device busy") == true);
        Assert.Contains("camera:0 is gone", camera.Status);
        Sources.Until(() => camera.Status!.Contains("0.08 s"));
        int starts = launcher.Starts;
        Assert.True(starts >= 5);
        Sources.Until(() => launcher.Starts >= starts + 2);
        Assert.Contains("0.08 s", camera.Status);
    }

    [Fact]
    public void A_camera_that_never_works_is_an_error_that_lists_the_others()
    {
        var launcher = new FakeLauncher(new FakeLauncher.Script([], 1, "Permission denied"));
        using var camera = new CameraSource(0, new SourceOptions(), launcher, Short, "Found: camera:7 (Lens).");

        Assert.True(camera.WaitForNext(Sources.Patience));
        string message = Assert.Throws<CaptureException>(() => camera.TryNext(out _)).Message;
        Assert.Contains("Permission denied", message);
        Assert.Contains("camera:7 (Lens)", message);
        Assert.Equal(1, launcher.Starts);
    }

    [Fact]
    public void A_slow_loop_sees_the_newest_frame_and_the_count_of_the_others()
    {
        var launcher = new FakeLauncher(new FakeLauncher.Script(FakeLauncher.Pam(2, 2, 1, 2, 3, 4, 5), null));
        using var camera = new CameraSource(0, new SourceOptions(), launcher, Short, "");

        Sources.Until(() => camera.Dropped == 4);
        using Frame frame = Sources.Next(camera);

        Assert.Equal((4L, (byte)5), (frame.Index, frame.Pixels[0]));
    }

    [Fact]
    public void A_camera_that_sends_nothing_can_be_closed()
    {
        var launcher = new FakeLauncher(new FakeLauncher.Script(FakeLauncher.Pam(2, 2, 1), null));
        var camera = new CameraSource(0, new SourceOptions(), launcher, Short, "");
        Sources.Next(camera).Dispose();
        Assert.False(camera.TryNext(out _));

        long start = Environment.TickCount64;
        camera.Dispose();
        Assert.InRange(Environment.TickCount64 - start, 0, 3000);
    }

    [Fact]
    public void Polling_allocates_nothing()
    {
        byte[] values = Enumerable.Range(0, 200).Select(i => (byte)i).ToArray();
        var launcher = new FakeLauncher(new FakeLauncher.Script(FakeLauncher.Pam(64, 64, values), null));
        using var camera = new CameraSource(0, new SourceOptions { QueueLength = 200 }, launcher, Short, "");
        Sources.Next(camera).Dispose();
        Sources.Next(camera).Dispose();

        long before = GC.GetAllocatedBytesForCurrentThread();
        int polls = 0;
        for (; polls < 1000; polls++)
        {
            if (camera.TryNext(out Frame? frame))
                frame.Dispose();
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [SkippableFact]
    public void A_camera_that_is_not_there_is_refused_with_those_that_are()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "only Linux tells cameras by files");
        string message = Assert.Throws<CaptureException>(() => new CameraSource(9876)).Message;
        Assert.Contains("/dev/video9876", message);
        Assert.Matches("Found: |No camera was found", message);
    }

    [Fact]
    public void Size_and_rate_are_asked_of_the_camera()
    {
        var launcher = new FakeLauncher(new FakeLauncher.Script(FakeLauncher.Pam(2, 2, 1), null));
        using var camera = new CameraSource(
            2, new SourceOptions { Width = 640, Height = 480, FramesPerSecond = 29.97 }, launcher, Short, "");
        Sources.Next(camera).Dispose();

        string arguments = string.Join(' ', launcher.Arguments[^1]);
        Assert.Contains("-video_size 640x480 -framerate 29.97 -i ", arguments);
    }

    [Fact]
    public void Devices_are_listed_from_what_each_system_says()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.File("dev"));
        Directory.CreateDirectory(folder.File("class/video10"));
        foreach (string node in new[] { "video10", "video2", "video-dec0" })
            folder.Write("dev/" + node, default);
        folder.Write("class/video10/name", "USB Camera\n"u8);

        Assert.Equal(
            [(2, folder.File("dev/video2")), (10, "USB Camera")], CameraDevices.Video4Linux(folder.File("dev"), folder.File("class")));
        Assert.Empty(CameraDevices.Video4Linux(folder.File("none"), folder.File("none")));
        Assert.Equal([(0, "FaceTime HD Camera"), (1, "Capture screen 0")], CameraDevices.Avfoundation(
            """
            [AVFoundation indev @ 0x7f8] AVFoundation video devices:
            [AVFoundation indev @ 0x7f8] [0] FaceTime HD Camera
            [AVFoundation indev @ 0x7f8] [1] Capture screen 0
            [AVFoundation indev @ 0x7f8] AVFoundation audio devices:
            [AVFoundation indev @ 0x7f8] [0] Built-in Microphone
            """));
        Assert.Equal([(0, "Integrated Camera"), (1, "OBS Virtual Camera")], CameraDevices.Dshow(
            """
            [dshow @ 000001] "Integrated Camera" (video)
            [dshow @ 000001]   Alternative name "@device_pnp_1"
            [dshow @ 000001] "Microphone" (audio)
            [dshow @ 000001] "OBS Virtual Camera" (video)
            """));
    }
}
