using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Runtime.ExceptionServices;
using System.Threading;
using Fovea.Hosting;
using Silk.NET.OpenGL;
using Xunit;

namespace Fovea.Tests.Gpu;

/// <summary>
/// The one thread on which tests call OpenGL. It holds a desktop OpenGL and an OpenGL ES context, both headless debug
/// contexts, and runs what tests hand it, one at a time. A test is skipped where there is no such context.
/// </summary>
/// <remarks>
/// A test must leave no GL error behind: one that is found after the body fails the test, rather than the next one.
/// </remarks>
public static class GlThread
{
    private static readonly BlockingCollection<Action> Work = new();
    private static readonly Dictionary<GlApi, HeadlessHost> Hosts = new();
    private static readonly Dictionary<GlApi, string> Reasons = new();
    private static readonly Lazy<Thread> Worker = new(Start);

    /// <summary>Both dialects, as rows of a theory.</summary>
    public static TheoryData<GlApi> Apis => new() { GlApi.OpenGL, GlApi.OpenGLES };

    /// <summary>Runs <paramref name="body"/> with the context of <paramref name="api"/> current, and waits for it.</summary>
    public static void Run(GlApi api, Action<GL> body) => RunOnHost(api, host => body(host.GL));

    /// <summary>Runs <paramref name="body"/> with the context of <paramref name="api"/> current, and gives back what it returns.</summary>
    public static T Run<T>(GlApi api, Func<GL, T> body)
    {
        T result = default!;
        RunOnHost(api, host => result = body(host.GL));
        return result;
    }

    /// <summary>Like <see cref="Run(GlApi, Action{GL})"/>, for a test that needs the host: its description or its lookup.</summary>
    public static void RunOnHost(GlApi api, Action<IGraphicsHost> body)
    {
        if (Thread.CurrentThread == Worker.Value)
        {
            Execute(api, body);
            return;
        }

        ExceptionDispatchInfo? failure = null;
        using var done = new ManualResetEventSlim();
        Work.Add(() =>
        {
            try
            {
                Execute(api, body);
            }
            catch (Exception e)
            {
                failure = ExceptionDispatchInfo.Capture(e);
            }
            finally
            {
                done.Set();
            }
        });
        done.Wait();
        failure?.Throw();
    }

    private static void Execute(GlApi api, Action<IGraphicsHost> body)
    {
        HeadlessHost host = HostOf(api);
        host.MakeCurrent();
        while (host.GL.GetError() != GLEnum.NoError)
        {
        }

        body(host);
        host.MakeCurrent();
        GLEnum error = host.GL.GetError();
        Assert.True(error == GLEnum.NoError, $"The test left the GL error {error} behind.");
    }

    private static HeadlessHost HostOf(GlApi api)
    {
        if (Hosts.TryGetValue(api, out HeadlessHost? host))
            return host;
        if (!Reasons.TryGetValue(api, out string? reason))
        {
            try
            {
                return Hosts[api] = HeadlessHost.Create(new HeadlessOptions { Api = api, Debug = true });
            }
            catch (HostUnavailableException e)
            {
                Reasons[api] = reason = e.Message;
            }
        }

        throw new SkipException(reason);
    }

    private static Thread Start()
    {
        var thread = new Thread(() =>
        {
            foreach (Action action in Work.GetConsumingEnumerable())
                action();
        })
        {
            IsBackground = true,
            Name = "GL",
        };
        thread.Start();
        return thread;
    }
}
