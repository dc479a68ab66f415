using System;
using Fovea.Gpu;
using Fovea.Hosting;

namespace Fovea.Player.Networks;

/// <summary>A context without a window, and Fovea's hold on it.</summary>
internal sealed class HeadlessGl : IDisposable
{
    public HeadlessGl(HeadlessOptions? host = null, GpuOptions? options = null)
    {
        Host = HeadlessHost.Create(host);
        try
        {
            Context = GpuContext.Attach(Host.GL, options);
        }
        catch
        {
            Host.Dispose();
            throw;
        }
    }

    public HeadlessHost Host { get; }

    public GpuContext Context { get; }

    public void Dispose()
    {
        Context.Dispose();
        Host.Dispose();
    }
}
