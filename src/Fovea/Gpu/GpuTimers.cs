using System;
using System.Collections.Generic;
using Silk.NET.Core.Loader;
using Silk.NET.OpenGL;

namespace Fovea.Gpu;

/// <summary>Measures how long named stages take on the GPU, by pairs of timestamps that are read frames later.</summary>
/// <remarks>
/// Begin and end neither wait nor allocate, once a stage has been seen. A measurement whose result is not there when its place in the
/// ring comes round again is given up. Results arrive through <see cref="GpuContext.Update"/>.
/// </remarks>
public sealed class GpuTimers : IPolled, IDisposable
{
    private readonly GpuContext _context;
    private readonly int _depth;
    private readonly Dictionary<string, Stage> _stages = new(StringComparer.Ordinal);
    private readonly List<Stage> _order = new();

    /// <summary>Makes timers.</summary>
    /// <param name="context">Where to measure.</param>
    /// <param name="depth">How many measurements of one stage may be under way; enough for the frames a GPU runs behind.</param>
    public GpuTimers(GpuContext context, int depth = 4)
    {
        if (depth < 1)
            throw new ArgumentOutOfRangeException(nameof(depth), depth, "At least one measurement must fit.");

        context.AssertThread();
        _context = context;
        _depth = depth;
        context.AddPolled(this);
    }

    /// <summary>False where the device has no timestamp queries: nothing is measured then, and nothing fails.</summary>
    public bool IsAvailable => _context.Info.HasTimers;

    /// <summary>The stages seen so far, in the order of their first begin.</summary>
    public IEnumerable<string> Stages
    {
        get
        {
            foreach (Stage stage in _order)
                yield return stage.Name;
        }
    }

    /// <summary>Starts measuring a stage. Stages may nest and overlap.</summary>
    /// <param name="stage">Its name.</param>
    public void Begin(string stage)
    {
        _context.AssertThread();
        if (!IsAvailable)
            return;

        if (!_stages.TryGetValue(stage, out Stage? found))
        {
            found = new Stage(_context, stage, _depth);
            _stages.Add(stage, found);
            _order.Add(found);
        }

        found.Begin();
    }

    /// <summary>Ends measuring a stage that was begun.</summary>
    /// <param name="stage">Its name.</param>
    /// <exception cref="InvalidOperationException">It was not begun.</exception>
    public void End(string stage)
    {
        _context.AssertThread();
        if (!IsAvailable)
            return;

        if (!_stages.TryGetValue(stage, out Stage? found) || !found.End())
            throw new InvalidOperationException($"Stage '{stage}' ends but was not begun.");
    }

    /// <summary>The latest time of a stage that is known.</summary>
    /// <param name="stage">Its name.</param>
    /// <returns>Milliseconds, or null when nothing was measured yet.</returns>
    public double? Milliseconds(string stage) =>
        _stages.TryGetValue(stage, out Stage? found) && found.Count > 0 ? found.Latest : null;

    /// <summary>How many measurements of a stage have arrived.</summary>
    /// <param name="stage">Its name.</param>
    /// <returns>The count.</returns>
    public long Count(string stage) => _stages.TryGetValue(stage, out Stage? found) ? found.Count : 0;

    /// <summary>Deletes the queries.</summary>
    public void Dispose()
    {
        _context.RemovePolled(this);
        foreach (Stage stage in _order)
            stage.Dispose();

        _order.Clear();
        _stages.Clear();
    }

    void IPolled.Poll()
    {
        foreach (Stage stage in _order)
            stage.Collect();
    }

    void IPolled.Cancel(Exception? cause)
    {
        // Nobody awaits a timing.
    }

    /// <summary>Finds out by trying whether timestamps work: on OpenGL ES they need an extension and a lookup that knows its suffix.</summary>
    internal static bool Probe(GpuContext context)
    {
        GpuInfo info = context.Info;
        if (!info.IsES)
            return true; // core since OpenGL 3.3, older than which Fovea does not run

        if (!info.IsExtensionPresent("GL_EXT_disjoint_timer_query"))
            return false;

        GL gl = context.GL;
        uint query = gl.GenQuery();
        try
        {
            gl.QueryCounter(query, QueryCounterTarget.Timestamp);
            gl.GetQueryObject(query, QueryObjectParameterName.Result, out ulong _);
            return gl.GetError() == GLEnum.NoError;
        }
        catch (SymbolLoadingException)
        {
            return false;
        }
        finally
        {
            gl.DeleteQuery(query);
        }
    }

    private sealed class Stage : IDisposable
    {
        private readonly GpuStopwatch _stopwatch;
        private bool _open;
        private bool _skipped;

        public Stage(GpuContext context, string name, int depth)
        {
            Name = name;
            _stopwatch = new GpuStopwatch(context, name, depth);
        }

        public string Name { get; }

        public double Latest { get; private set; }

        public long Count { get; private set; }

        public void Begin()
        {
            _skipped = !_stopwatch.TryStart(0);
            _open = true;
        }

        public bool End()
        {
            if (!_open)
                return false;

            _open = false;
            if (!_skipped)
                _stopwatch.Stop();
            return true;
        }

        public void Collect()
        {
            while (_stopwatch.TryTake(out _, out double milliseconds))
            {
                if (milliseconds < 0)
                    continue;
                Latest = milliseconds;
                Count++;
            }
        }

        public void Dispose() => _stopwatch.Dispose();
    }
}
