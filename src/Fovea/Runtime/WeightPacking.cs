using System;
using System.Collections.Generic;
using System.Runtime.ExceptionServices;
using System.Threading;
using System.Threading.Tasks;
using Fovea.Operators;

namespace Fovea.Runtime;

/// <summary>
/// Weights that another thread packs, in order and somewhat ahead, while the thread of the context compiles programs and uploads. Whoever
/// takes them may pack too what has not been begun: nothing depends on when the other thread gets its turn.
/// </summary>
internal sealed class WeightPacking : IDisposable
{
    /// <summary>How many bytes may lie packed and not taken, so that a large model is not in memory twice; one tensor always may.</summary>
    public const long MostAhead = 32 << 20;

    private readonly object _gate = new();
    private readonly IReadOnlyList<PlanWeights> _weights;
    private readonly int[]?[] _packed;
    private ExceptionDispatchInfo? _failure;
    private long _ahead;
    private int _begun;
    private int _taken;
    private bool _isWorking;
    private bool _isOver;

    /// <summary>Begins to pack on another thread.</summary>
    /// <param name="weights">What to pack.</param>
    public WeightPacking(IReadOnlyList<PlanWeights> weights)
    {
        _weights = weights;
        _packed = new int[]?[weights.Count];
        Continue();
    }

    /// <summary>Takes the next weights if they are packed; never waits.</summary>
    /// <param name="words">Their 32-bit words.</param>
    /// <returns>Whether they were packed.</returns>
    public bool TryTake(out int[]? words)
    {
        lock (_gate)
        {
            _failure?.Throw();
            words = _packed[_taken];
            if (words is not null)
                Remove();
            Continue();
            return words is not null;
        }
    }

    /// <summary>Takes the next weights; packs them now if the other thread has not begun with them, and else waits for it.</summary>
    /// <returns>Their 32-bit words.</returns>
    public int[] Take()
    {
        int next;
        lock (_gate)
        {
            next = _taken;
            if (_begun == next)
                Begin();
            else
                next = -1;
        }

        if (next >= 0)
            Pack(next);
        lock (_gate)
        {
            while (_packed[_taken] is null && _failure is null)
                Monitor.Wait(_gate);
            _failure?.Throw();
            int[] words = _packed[_taken]!;
            Remove();
            Continue();
            return words;
        }
    }

    /// <summary>Gives up what is not packed yet.</summary>
    public void Dispose()
    {
        lock (_gate)
            _isOver = true;
    }

    private bool HasWork => !_isOver && _failure is null && _begun < _weights.Count && (_ahead == 0 || _ahead + _weights[_begun].Tensor.Bytes <= MostAhead);

    private void Continue()
    {
        lock (_gate)
        {
            if (_isWorking || !HasWork)
                return;
            _isWorking = true;
        }

        Task.Run(Work);
    }

    private void Work()
    {
        while (true)
        {
            int next;
            lock (_gate)
            {
                _isWorking = HasWork;
                if (!_isWorking)
                    return;
                next = Begin();
            }

            Pack(next);
        }
    }

    private int Begin()
    {
        _ahead += _weights[_begun].Tensor.Bytes;
        return _begun++;
    }

    private void Remove()
    {
        _ahead -= _weights[_taken].Tensor.Bytes;
        _packed[_taken++] = null;
    }

    private void Pack(int which)
    {
        int[]? words = null;
        ExceptionDispatchInfo? failure = null;
        try
        {
            words = _weights[which].Pack();
        }
        catch (Exception e)
        {
            // Whatever it is, it belongs to whoever takes the weights.
            failure = ExceptionDispatchInfo.Capture(e);
        }

        lock (_gate)
        {
            _packed[which] = words;
            _failure ??= failure;
            Monitor.PulseAll(_gate);
        }
    }
}
