using System;
using System.Numerics;
using Fovea.Scenes.Numerics;
using Xunit;

namespace Fovea.Tests.Scenes.Numerics;

/// <summary>System.Numerics is the oracle, to the precision of floats.</summary>
public sealed class RotationsTests
{
    private static readonly Vector3 Sample = new(0.3f, -1.7f, 2.9f);

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(30, 0, 0)]
    [InlineData(0, -75, 0)]
    [InlineData(10, 200, -37)]
    public void Euler_angles_turn_about_z_then_x_then_y(float x, float y, float z)
    {
        const float Radians = MathF.PI / 180;
        Quaternion expected = Quaternion.CreateFromAxisAngle(Vector3.UnitY, y * Radians)
            * Quaternion.CreateFromAxisAngle(Vector3.UnitX, x * Radians) * Quaternion.CreateFromAxisAngle(Vector3.UnitZ, z * Radians);
        Quaternion actual = Rotations.FromEuler(new Vector3(x, y, z));
        Close(Vector3.Transform(Sample, expected), Rotations.Rotate(actual, Sample));
    }

    [Fact]
    public void Matrices_scale_turn_and_move()
    {
        Quaternion q = Rotations.FromEuler(new Vector3(12, 34, 56));
        Vector3 position = new(5, -6, 7), scale = new(1.5f, 0.5f, 2);
        Matrix4x4 a = Affine.Of(position, q, scale);
        Matrix4x4 expected = Matrix4x4.CreateScale(scale) * Matrix4x4.CreateFromQuaternion(q) * Matrix4x4.CreateTranslation(position);
        Close(Vector3.Transform(Sample, expected), Affine.Transform(Sample, a));
        Matrix4x4 b = Affine.Of(new Vector3(1, 2, 3), Rotations.About(Vector3.UnitX, 77), Vector3.One);
        Close(Vector3.Transform(Vector3.Transform(Sample, a), b), Affine.Transform(Sample, Affine.Multiply(a, b)));
    }

    [Theory]
    [InlineData(0, 0, -1)]
    [InlineData(1, 0, 0)]
    [InlineData(-0.6f, 0.5f, 0.8f)]
    [InlineData(0, -1, 0.001f)]
    public void Looks_along_a_direction(float x, float y, float z)
    {
        Vector3 direction = Vector3.Normalize(new Vector3(x, y, z));
        Close(direction, Rotations.Rotate(Rotations.LookAlong(direction), -Vector3.UnitZ));
        Assert.Equal(0, Rotations.Rotate(Rotations.LookAlong(direction), Vector3.UnitX).Y, 5);
    }

    private static void Close(Vector3 expected, Vector3 actual) => Assert.True((expected - actual).Length() < 1e-5f * (1 + expected.Length()), $"{actual} instead of {expected}");
}
