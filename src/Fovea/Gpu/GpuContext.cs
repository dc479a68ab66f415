using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Text;
using Silk.NET.Core.Loader;
using Silk.NET.OpenGL;

namespace Fovea.Gpu;

/// <summary>Fovea's hold on an OpenGL context that belongs to somebody else.</summary>
/// <remarks>
/// It never makes the context current and never swaps: the host does, on the one thread that called <see cref="Attach"/>. Every call
/// asserts that thread.
/// </remarks>
public sealed class GpuContext : IDisposable
{
    private readonly int _thread;
    private readonly HostState _hostState;
    private readonly DebugOutput? _debugOutput;
    private readonly List<IPolled> _polled = new();
    private string? _loss;

    private GpuContext(GL gl, GpuOptions options)
    {
        _thread = Environment.CurrentManagedThreadId;
        GL = gl;
        Options = options;
        IsDebug = options.Debug;
        Info = new GpuInfo(gl, options);
        Limits = options.PortableLimits && Info.HasCompute ? GpuLimits.Portable : GpuLimits.Query(gl, Info);
        Resources = new ResourceTracker(gl, options.Debug, options.Log);
        if (IsDebug && Info.HasDebugOutput)
            _debugOutput = DebugOutput.TryListen(gl, Info, options.Log);

        _hostState = new HostState(this);
        Info.HasTimers = GpuTimers.Probe(this);
        Shaders = new ShaderLibrary(options.ShaderDirectory);
        Programs = new ProgramCache(this);
        Scratch = new ScratchMemory(this);
    }

    /// <summary>The entry points, for what Fovea has no word of its own for.</summary>
    public GL GL { get; }

    /// <summary>How this context was asked to behave.</summary>
    public GpuOptions Options { get; }

    /// <summary>Which device and driver this is.</summary>
    public GpuInfo Info { get; }

    /// <summary>What the device can do, or the portable floor when the options ask for it.</summary>
    public GpuLimits Limits { get; }

    /// <summary>Where shader sources come from.</summary>
    public ShaderLibrary Shaders { get; }

    /// <summary>The programs built so far, shared by all who ask for the same one.</summary>
    public ProgramCache Programs { get; }

    /// <summary>Memory for what networks compute on the way, shared by all that bring none of their own.</summary>
    public ScratchMemory Scratch { get; }

    /// <summary>True when errors are checked after every call and objects carry labels.</summary>
    public bool IsDebug { get; }

    /// <summary>True once disposed.</summary>
    public bool IsDisposed { get; private set; }

    /// <summary>
    /// True once <see cref="Update"/> has found that the driver lost the context, with all that was in it. From then on nothing can be done
    /// with it but to dispose it and what used it, which makes no call of OpenGL.
    /// </summary>
    public bool IsLost => _loss is not null;

    /// <summary>Whether GL objects need not be deleted any more, and OpenGL must not be called.</summary>
    internal bool IsGone => IsDisposed || IsLost;

    internal ResourceTracker Resources { get; }

    /// <summary>The host's clock, which tests may replace.</summary>
    internal Func<TimeSpan> Clock { get; set; } = static () => new TimeSpan((long)((double)Stopwatch.GetTimestamp() / Stopwatch.Frequency * TimeSpan.TicksPerSecond));

    /// <summary>Attaches to the context that is current on this thread.</summary>
    /// <param name="gl">The host's entry points, from <c>GL.GetApi</c>.</param>
    /// <param name="options">How to behave, or null for the defaults.</param>
    /// <returns>The attached context; dispose it while the GL context is still current.</returns>
    /// <exception cref="GpuException">No context is current, or it is older than OpenGL 3.3 and OpenGL ES 3.0.</exception>
    public static GpuContext Attach(GL gl, GpuOptions? options = null)
    {
        if (gl == null)
            throw new ArgumentNullException(nameof(gl));

        return new GpuContext(gl, options ?? new GpuOptions());
    }

    /// <summary>
    /// Once a frame: completes what waits for the GPU (continuations run here), collects timings and deletes forgotten objects.
    /// Never waits.
    /// </summary>
    /// <exception cref="GpuContextLostException">The driver has lost the context. What was awaited fails with the same error.</exception>
    public void Update()
    {
        AssertThread();
        LookForLoss();
        Resources.DeleteForgotten();
        for (int i = _polled.Count - 1; i >= 0; i--)
        {
            // A continuation may have taken others off the list.
            if (i < _polled.Count)
                _polled[i].Poll();
        }

        Check("Update");
    }

    /// <summary>
    /// Opens a scope inside which GL state may be changed: <c>using (context.Enter()) { ... }</c>. In the mode
    /// <see cref="HostStateMode.Restore"/> the outermost scope reads the host's state and puts it back when it ends. Allocates nothing.
    /// </summary>
    /// <returns>The scope.</returns>
    public HostStateScope Enter()
    {
        AssertThread();
        return _hostState.Enter();
    }

    /// <summary>
    /// Sets the state that drawing over the host's picture starts from: no depth, stencil, scissor or face culling, no blending, all
    /// colours written. Call it inside <see cref="Enter"/>.
    /// </summary>
    public void SetDrawDefaults()
    {
        AssertThread();
        _hostState.SetDrawDefaults();
        Check("SetDrawDefaults");
    }

    /// <summary>Runs a compute program with the buffers that are bound. Call it inside <see cref="Enter"/>.</summary>
    /// <param name="program">The program.</param>
    /// <param name="x">Work groups along x.</param>
    /// <param name="y">Work groups along y.</param>
    /// <param name="z">Work groups along z.</param>
    public void Dispatch(GpuProgram program, uint x, uint y = 1, uint z = 1)
    {
        AssertThread();
        if (x > (uint)Limits.MaxGroupsX || y > (uint)Limits.MaxGroupsY || z > (uint)Limits.MaxGroupsZ)
        {
            throw new GpuException(
                $"{program} was to run {x} x {y} x {z} work groups; this device allows {Limits.MaxGroupsX} x {Limits.MaxGroupsY} x " +
                $"{Limits.MaxGroupsZ}.");
        }

        GL.UseProgram(program.Handle);
        GL.DispatchCompute(x, y, z);
        if (IsDebug)
            Check($"DispatchCompute of {program}");
    }

    /// <summary>Makes earlier shader writes visible to what follows.</summary>
    /// <param name="barriers">To which uses.</param>
    public void Barrier(MemoryBarrierMask barriers)
    {
        AssertThread();
        GL.MemoryBarrier(barriers);
        Check("MemoryBarrier");
    }

    /// <summary>The GL objects that Fovea made here and that still live, with the stack that made each in a debug context.</summary>
    /// <returns>One text per object; empty when nothing leaks.</returns>
    public IReadOnlyList<string> Leaks()
    {
        AssertThread();
        Resources.DeleteForgotten();
        return Resources.Describe();
    }

    /// <summary>Deletes everything Fovea made here. The GL context itself stays as it is. Objects still in use are reported to the log.</summary>
    public void Dispose()
    {
        if (IsDisposed)
            return;

        AssertOwnThread();
        End(null);
        Programs.Dispose();
        if (IsLost)
        {
            Resources.Forget();
            _debugOutput?.Forget();
            IsDisposed = true;
            return;
        }

        _hostState.Dispose();
        if (IsDebug && Options.Log != null)
        {
            foreach (string leak in Leaks())
                Options.Log("Not disposed before its context: " + leak);
        }

        Resources.DeleteAll();
        _debugOutput?.Dispose();
        IsDisposed = true;
    }

    internal void AssertThread()
    {
        AssertOwnThread();
        if (IsDisposed)
            throw new ObjectDisposedException(nameof(GpuContext));
        if (_loss is not null)
            throw new GpuContextLostException(_loss);
    }

    /// <summary>In a debug context, turns GL errors and error messages of the driver into an exception. Else does nothing.</summary>
    internal void Check(string call)
    {
        if (IsDebug && !IsLost)
            CheckNow(call);
    }

    internal void SetLabel(ObjectIdentifier kind, uint handle, string label)
    {
        if (!IsDebug || !Info.HasDebugOutput || label.Length == 0)
            return;

        // Drivers accept at least 256 bytes with the terminator.
        string text = label.Length > 80 ? label.Substring(0, 80) : label;
        try
        {
            GL.ObjectLabel(kind, handle, (uint)Encoding.UTF8.GetByteCount(text), text);
        }
        catch (SymbolLoadingException)
        {
            // OpenGL ES 3.1 names it glObjectLabelKHR, and this host's lookup knows no aliases.
            Info.HasDebugOutput = false;
        }

        Check("ObjectLabel");
    }

    internal void AddPolled(IPolled polled) => _polled.Add(polled);

    internal void RemovePolled(IPolled polled) => _polled.Remove(polled);

    private void AssertOwnThread()
    {
        if (Environment.CurrentManagedThreadId != _thread)
            ThrowWrongThread();
    }

    private void LookForLoss()
    {
        if (!Info.HasResetStatus)
            return;
        GLEnum status;
        try
        {
            status = GL.GetGraphicsResetStatus();
        }
        catch (SymbolLoadingException)
        {
            // OpenGL ES 3.1 names it glGetGraphicsResetStatusKHR, and this host's lookup knows no aliases.
            Info.HasResetStatus = false;
            return;
        }

        if (status == GLEnum.NoError)
            return;
        string cause = status switch
        {
            GLEnum.GuiltyContextReset => "work of this program's did not come to an end or went wrong",
            GLEnum.InnocentContextReset => "work of another program's went wrong",
            _ => "why is not known",
        };
        _loss = $"The OpenGL context on {Info.Renderer} was lost ({status}: {cause}). Everything in it is gone. Dispose what used it, have the host make a " +
            "new context, attach to that (GpuContext.Attach) and load the networks again.";
        End(new GpuContextLostException(_loss));
        throw new GpuContextLostException(_loss);
    }

    // Whatever is still awaited will never come.
    private void End(Exception? cause)
    {
        foreach (IPolled polled in _polled.ToArray())
            polled.Cancel(cause);
        _polled.Clear();
    }

    private void CheckNow(string call)
    {
        // A context that is lost answers with an error for ever: stop after a few.
        GLEnum first = GLEnum.NoError;
        for (int i = 0; i < 8; i++)
        {
            GLEnum error = GL.GetError();
            if (error == GLEnum.NoError)
                break;

            if (first == GLEnum.NoError)
                first = error;
        }

        string? message = _debugOutput?.TakeError();
        if (first != GLEnum.NoError || message != null)
            throw new GpuException($"OpenGL reports {first} after {call}." + (message == null ? "" : " The driver says: " + message));
    }

    private void ThrowWrongThread() => throw new InvalidOperationException(
        $"This GpuContext belongs to thread {_thread}, where GpuContext.Attach was called; this is thread " +
        $"{Environment.CurrentManagedThreadId}. Call Fovea on the thread that owns the GL context.");
}
