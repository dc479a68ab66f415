using System;

namespace Fovea.Training.Data.Views;

/// <summary>What class and what object each pixel of a picture shows.</summary>
public sealed class ViewMask
{
    /// <summary>The number of a pixel of no class.</summary>
    public const short None = -1;

    /// <summary>Makes one of no class.</summary>
    /// <param name="width">Pixels.</param>
    /// <param name="height">Pixels.</param>
    public ViewMask(int width, int height)
    {
        (Width, Height) = (width, height);
        Classes = new short[checked(width * height)];
        Array.Fill(Classes, None);
        Objects = new int[Classes.Length];
    }

    /// <summary>Pixels.</summary>
    public int Width { get; }

    /// <summary>Pixels.</summary>
    public int Height { get; }

    /// <summary>The place of each pixel's class in <see cref="DatasetView.Classes"/>, or <see cref="None"/>; rows from the top.</summary>
    public short[] Classes { get; }

    /// <summary>A number for each pixel's object, 0 for none: where it changes is an outline.</summary>
    public int[] Objects { get; }
}
