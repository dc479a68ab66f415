namespace Fovea.Vision.Tracking;

/// <summary>A Kalman filter for one coordinate that moves at nearly constant velocity.</summary>
/// <remarks>
/// The acceleration is white noise of spectral density q, so that over any time t the covariance grows by
/// q [t^3/3, t^2/2; t^2/2, t] (Bar-Shalom, Li and Kirubarajan 2001, section 6.2.2). That is exact for continuous time: predicting over t1
/// and then over t2 is the same as predicting over t1 + t2, so a frame that was dropped changes nothing.
/// </remarks>
internal struct AxisFilter
{
    /// <summary>The covariance of position, of position with velocity, and of velocity.</summary>
    public double Pp, Pv, Vv;

    /// <summary>A filter that saw one position.</summary>
    /// <param name="position">The position.</param>
    /// <param name="noise">Its variance.</param>
    /// <param name="speed">The variance of the velocity, which is 0 in the mean.</param>
    public AxisFilter(double position, double noise, double speed)
    {
        Position = position;
        Velocity = 0;
        (Pp, Pv, Vv) = (noise, 0, speed);
    }

    public double Position { get; private set; }

    public double Velocity { get; private set; }

    /// <summary>Goes on by a time.</summary>
    /// <param name="t">Seconds, not negative.</param>
    /// <param name="q">The spectral density of the acceleration, in units^2 / s^3.</param>
    public void Predict(double t, double q)
    {
        Position += t * Velocity;
        Pp += (t * ((2 * Pv) + (t * Vv))) + (q * t * t * t / 3);
        Pv += (t * Vv) + (q * t * t / 2);
        Vv += q * t;
    }

    /// <summary>Sees a position.</summary>
    /// <param name="position">The position.</param>
    /// <param name="noise">Its variance.</param>
    public void Correct(double position, double noise)
    {
        double sum = Pp + noise, gain = Pp / sum, speedGain = Pv / sum, surprise = position - Position;
        Position += gain * surprise;
        Velocity += speedGain * surprise;
        Vv -= speedGain * Pv;
        Pv *= 1 - gain;
        Pp *= 1 - gain;
    }

    /// <summary>Forgets the velocity, as for a size that nothing is seen of.</summary>
    public void Rest()
    {
        Velocity = 0;
        Pv = 0;
    }
}
