using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Diagnostics;
using System.Threading;
using Fovea.Capture;
using Xunit;

namespace Fovea.Tests.Capture;

/// <summary>Ways to run a source in a test.</summary>
internal static class Sources
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private static readonly Lazy<bool> Ffmpeg = new(() =>
    {
        try
        {
            using Process? process = Process.Start(new ProcessStartInfo("ffmpeg", "-version") { RedirectStandardOutput = true });
            process!.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    });

    public static void NeedFfmpeg() => Skip.IfNot(Ffmpeg.Value, "ffmpeg is not on this system");

    /// <summary>The next frame; fails the test if none comes.</summary>
    public static Frame Next(IFrameSource source)
    {
        Assert.True(source.WaitForNext(Patience), "no frame came");
        Assert.True(source.TryNext(out Frame? frame));
        return frame;
    }

    /// <summary>All frames to the end, as what <paramref name="look"/> sees in each.</summary>
    public static List<T> All<T>(IFrameSource source, Func<Frame, T> look)
    {
        var seen = new List<T>();
        while (source.WaitForNext(Patience))
        {
            using Frame frame = Next(source);
            seen.Add(look(frame));
        }

        Assert.True(source.Ended, "the source did not end");
        return seen;
    }

    public static void Until(Func<bool> condition)
    {
        Assert.True(SpinWait.SpinUntil(condition, Patience), "what was waited for did not come");
    }
}
