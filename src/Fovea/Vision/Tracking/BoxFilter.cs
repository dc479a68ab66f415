using System;
using System.Numerics;

namespace Fovea.Vision.Tracking;

/// <summary>
/// Estimates a moving box: its centre, width and height, each by an <see cref="AxisFilter"/>. Kalman's filter over all four falls apart
/// into these, since noise and measurements of the coordinates do not depend on each other.
/// </summary>
internal struct BoxFilter
{
    private readonly double _positionNoise;
    private readonly double _acceleration;
    private AxisFilter _x;
    private AxisFilter _y;
    private AxisFilter _width;
    private AxisFilter _height;

    // The size that all noise is relative to: as it was last seen, so that it stays the same while nothing is seen.
    private double _scale;

    public BoxFilter(Box box, TrackerOptions options)
    {
        _positionNoise = options.BoxNoise;
        _acceleration = options.Acceleration;
        _scale = ScaleOf(box);
        double noise = Square(_positionNoise * _scale), speed = Square(options.InitialSpeed * _scale);
        _x = new AxisFilter(box.X + (box.Width / 2), noise, speed);
        _y = new AxisFilter(box.Y + (box.Height / 2), noise, speed);
        _width = new AxisFilter(box.Width, noise, speed);
        _height = new AxisFilter(box.Height, noise, speed);
    }

    public readonly Box Box
    {
        get
        {
            double width = Math.Max(_width.Position, 1e-3), height = Math.Max(_height.Position, 1e-3);
            return new Box((float)(_x.Position - (width / 2)), (float)(_y.Position - (height / 2)), (float)width, (float)height);
        }
    }

    public readonly Vector2 Velocity => new((float)_x.Velocity, (float)_y.Velocity);

    public void Predict(double seconds)
    {
        double q = Square(_acceleration * _scale);
        _x.Predict(seconds, q);
        _y.Predict(seconds, q);
        _width.Predict(seconds, q);
        _height.Predict(seconds, q);
    }

    public void Correct(Box seen)
    {
        _scale = ScaleOf(seen);
        double noise = Square(_positionNoise * _scale);
        _x.Correct(seen.X + (seen.Width / 2), noise);
        _y.Correct(seen.Y + (seen.Height / 2), noise);
        _width.Correct(seen.Width, noise);
        _height.Correct(seen.Height, noise);
    }

    /// <summary>Nothing is seen any more: the size stays as it is, since an error in how it changes would grow with time.</summary>
    public void Coast()
    {
        _width.Rest();
        _height.Rest();
    }

    private static double ScaleOf(Box box) => Math.Max(1, Math.Sqrt(box.Area));

    private static double Square(double value) => value * value;
}
