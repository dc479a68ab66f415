using System;
using Silk.NET.OpenGL;

namespace Fovea.Gpu;

/// <summary>Measures single stretches of GPU work by pairs of timestamps that are read frames later.</summary>
/// <remarks>
/// Neither waits nor allocates. When as many measurements are under way as there are pairs, a further one is refused: to write to a query in
/// flight would make the driver wait. Where the device has no timestamps every one is refused.
/// </remarks>
internal sealed class GpuStopwatch : IDisposable
{
    // A device that changes its clock amid a measurement (GPU_DISJOINT on OpenGL ES) reports nonsense: nothing takes this long.
    private const ulong LongestNanoseconds = 100_000_000_000;

    private readonly GpuContext _context;
    private readonly GpuQuery[] _starts;
    private readonly GpuQuery[] _stops;
    private readonly int[] _tokens;
    private int _next;
    private int _pending;

    public GpuStopwatch(GpuContext context, string label, int depth)
    {
        _context = context;
        int pairs = context.Info.HasTimers ? depth : 0;
        _starts = new GpuQuery[pairs];
        _stops = new GpuQuery[pairs];
        _tokens = new int[pairs];
        for (int i = 0; i < pairs; i++)
        {
            _starts[i] = new GpuQuery(context, $"{label} begin {i}");
            _stops[i] = new GpuQuery(context, $"{label} end {i}");
        }
    }

    /// <summary>Starts a measurement.</summary>
    /// <param name="token">What is measured.</param>
    /// <returns>False where it is refused; <see cref="Stop"/> must not be called then.</returns>
    public bool TryStart(int token)
    {
        if (_pending == _starts.Length)
            return false;
        _tokens[_next] = token;
        Stamp(_starts[_next]);
        return true;
    }

    /// <summary>Ends the measurement that was started.</summary>
    public void Stop()
    {
        Stamp(_stops[_next]);
        _next = (_next + 1) % _stops.Length;
        _pending++;
    }

    /// <summary>Takes the oldest measurement if it has arrived.</summary>
    /// <param name="token">What was measured.</param>
    /// <param name="milliseconds">How long it took; negative where the device's clock was changed meanwhile.</param>
    public bool TryTake(out int token, out double milliseconds)
    {
        token = 0;
        milliseconds = 0;
        if (_pending == 0)
            return false;

        GL gl = _context.GL;
        int oldest = (_next - _pending + _stops.Length) % _stops.Length;
        gl.GetQueryObject(_stops[oldest].Handle, QueryObjectParameterName.ResultAvailable, out uint available);
        if (available == 0)
            return false;

        gl.GetQueryObject(_starts[oldest].Handle, QueryObjectParameterName.Result, out ulong start);
        gl.GetQueryObject(_stops[oldest].Handle, QueryObjectParameterName.Result, out ulong stop);
        _context.Check("GetQueryObject");
        _pending--;
        token = _tokens[oldest];
        milliseconds = stop >= start && stop - start < LongestNanoseconds ? (stop - start) * 1e-6 : -1;
        return true;
    }

    public void Dispose()
    {
        foreach (GpuQuery query in _starts)
            query.Dispose();
        foreach (GpuQuery query in _stops)
            query.Dispose();
    }

    private void Stamp(GpuQuery query)
    {
        _context.GL.QueryCounter(query.Handle, QueryCounterTarget.Timestamp);
        _context.Check("QueryCounter");
    }
}
