using System;
using Fovea.Runtime.Segments;

namespace Fovea.Runtime;

/// <summary>A plan of somebody's own that becomes ready a little with every update.</summary>
internal sealed class PreparedPlan : IDisposable
{
    private readonly Preparation _preparation;
    private readonly SegmentSource _source;
    private readonly Func<Segment> _segment;

    /// <param name="preparation">What prepares it.</param>
    /// <param name="source">Where it comes from; disposed with this.</param>
    /// <param name="segment">Gives its segment.</param>
    public PreparedPlan(Preparation preparation, SegmentSource source, Func<Segment> segment)
    {
        _preparation = preparation;
        _source = source;
        _segment = segment;
    }

    /// <summary>Whether it is ready, or has failed.</summary>
    public bool IsReady => _preparation.Task.IsCompleted;

    /// <summary>The plan, which belongs to the caller.</summary>
    public Plan Take()
    {
        _preparation.Task.GetAwaiter().GetResult();
        return _segment().BuildOwn();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // What is still planned on another thread has made nothing that must be freed, and is not waited for.
        if (_preparation.Task.IsCompleted)
            _source.Dispose();
        else
            _preparation.Cancel(null);
    }
}
