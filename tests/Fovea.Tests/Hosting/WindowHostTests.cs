using System;
using System.Runtime.InteropServices;
using Fovea.Hosting;
using Silk.NET.Windowing;
using Xunit;

namespace Fovea.Tests.Hosting;

public class WindowHostTests
{
    [SkippableFact]
    public void Opens_a_window_runs_its_loop_and_draws()
    {
        using Xvfb server = StartOrSkip();
        var seen = HostProbe.Run("window", ("DISPLAY", server.Display), ("WAYLAND_DISPLAY", null));

        Assert.Equal("OpenGL", seen["api"]);
        Assert.True(Version.Parse(seen["version"]) >= new Version(4, 3));
        Assert.Equal("True", seen["compute"]);
        Assert.Equal("Fovea test", seen["title"]);
        Assert.Equal("(320, 240)", seen["size"]);
        Assert.Equal("5", seen["frames"]);
        Assert.Equal("51 102 153", seen["pixel"]);
        Assert.Equal("True", seen["clean"]);
    }

    [SkippableTheory]
    [InlineData("3.1", "OpenGLES", "True")]
    [InlineData("3.0", "OpenGL", "False")]
    public void Falls_back_to_ES_with_compute_and_then_to_OpenGL_without(string esVersion, string api, string compute)
    {
        using Xvfb server = StartOrSkip();
        var seen = HostProbe.Run(
            "window", ("DISPLAY", server.Display), ("WAYLAND_DISPLAY", null),
            ("MESA_GL_VERSION_OVERRIDE", "3.3"), ("MESA_GLES_VERSION_OVERRIDE", esVersion));

        Assert.Equal(api, seen["api"]);
        Assert.Equal(compute, seen["compute"]);
        Assert.Equal("51 102 153", seen["pixel"]);
    }

    [SkippableFact]
    public void What_a_frame_throws_comes_out_of_the_loop_and_the_window_still_closes()
    {
        using Xvfb server = StartOrSkip();
        var seen = HostProbe.Run("window-failing", ("DISPLAY", server.Display), ("WAYLAND_DISPLAY", null));
        Assert.Equal("frame 2 failed", seen["failure"]);
        Assert.Equal("2", seen["frames"]);
    }

    [Fact]
    public void On_macOS_it_asks_for_nothing_that_macOS_never_has() =>
        Assert.All(WindowHost.Wanted(ContextFlags.Default, onMacOS: true), wanted =>
        {
            Assert.Equal(ContextAPI.OpenGL, wanted.API);
            Assert.True((wanted.Version.MajorVersion, wanted.Version.MinorVersion).CompareTo((4, 1)) <= 0);
        });

    [Fact]
    public void Without_a_display_it_says_which_variables_are_missing()
    {
        string? why = WindowHost.WhyUnavailable(needsDisplay: true, _ => null, () => throw new InvalidOperationException("not asked"));
        Assert.Contains("neither DISPLAY nor WAYLAND_DISPLAY is set", why, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_GLFW_it_names_the_command_that_installs_it()
    {
        string? why = WindowHost.WhyUnavailable(true, name => name == "DISPLAY" ? ":0" : null, () => "no GLFW here.");
        Assert.Contains("no GLFW here", why, StringComparison.Ordinal);
        Assert.Contains("apt-get install libglfw3", why, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_nothing_is_missing_there_is_no_reason() =>
        Assert.Null(WindowHost.WhyUnavailable(true, name => name == "WAYLAND_DISPLAY" ? "wayland-0" : null, () => null));

    private static Xvfb StartOrSkip()
    {
        bool glfw = NativeLibrary.TryLoad("libglfw.so.3", out nint library);
        Skip.IfNot(glfw, "The GLFW library is not installed.");
        NativeLibrary.Free(library);
        return Xvfb.StartOrSkip();
    }
}
