using System;

namespace Fovea.Vision.Tracking;

/// <summary>
/// Tells when a classifier's answer changes: a class counts once it has been the most likely one for a while, so an answer that flickers
/// between two classes is no change. Nothing is allocated.
/// </summary>
public sealed class TopClassWatch
{
    private readonly TimeSpan _hold;
    private readonly float _leastProbability;
    private int _candidate = None;
    private TimeSpan _since;
    private TimeSpan _time;

    /// <summary>Begins without a class.</summary>
    /// <param name="hold">For how long a class must be the most likely one; zero takes each change at once.</param>
    /// <param name="leastProbability">A less likely class is none, 0 .. 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative, or the probability not within 0 .. 1.</exception>
    public TopClassWatch(TimeSpan hold, float leastProbability = 0)
    {
        if (hold < TimeSpan.Zero)
            throw new ArgumentOutOfRangeException(nameof(hold), hold, "A class cannot be held for a negative time.");
        if (!(leastProbability >= 0 && leastProbability <= 1))
            throw new ArgumentOutOfRangeException(nameof(leastProbability), leastProbability, "A probability lies between 0 and 1.");

        _hold = hold;
        _leastProbability = leastProbability;
    }

    /// <summary>What <see cref="Class"/> is while no class is likely.</summary>
    public const int None = -1;

    /// <summary>The answer became another one. Called within <see cref="Update"/>.</summary>
    public event Action<TopClassChange>? Changed;

    /// <summary>The class that counts, or <see cref="None"/>.</summary>
    public int Class { get; private set; } = None;

    /// <summary>Takes a classifier's answer for the next frame.</summary>
    /// <param name="class">The most likely class.</param>
    /// <param name="probability">How likely it is, 0 .. 1.</param>
    /// <param name="time">The time of the frame; one before the last frame's begins anew, with the class that counts.</param>
    /// <returns>True when <see cref="Class"/> became another one.</returns>
    public bool Update(int @class, float probability, TimeSpan time)
    {
        int answer = probability >= _leastProbability ? @class : None;
        if (answer != _candidate || time < _time)
            (_candidate, _since) = (answer, time);

        _time = time;
        if (answer == Class || time - _since < _hold)
            return false;

        int before = Class;
        Class = answer;
        Changed?.Invoke(new TopClassChange(before, answer, probability, time));
        return true;
    }
}
