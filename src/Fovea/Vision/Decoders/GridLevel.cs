using System;
using System.Collections.Generic;
using System.Linq;
using Fovea.Models;

namespace Fovea.Vision.Decoders;

/// <summary>One of the grids of cells that a network lays over its input, cells in rows from the top left.</summary>
/// <param name="Stride">The size of a cell, in input pixels.</param>
/// <param name="Columns">Cells in a row.</param>
/// <param name="Rows">Rows of cells.</param>
/// <param name="First">The number of the first cell, counted through all grids.</param>
public sealed record GridLevel(int Stride, int Columns, int Rows, int First)
{
    /// <summary>How many cells there are.</summary>
    public int Cells => Columns * Rows;

    /// <summary>The grids over an input: as many cells as it takes to cover it.</summary>
    /// <param name="setup">Tells the input's size, and in its parameter <c>strides</c> the cells' sizes.</param>
    /// <param name="usual">The cells' sizes unless the parameter tells others.</param>
    /// <exception cref="ModelException">A stride is no whole number of pixels.</exception>
    public static IReadOnlyList<GridLevel> Of(DecoderSetup setup, params int[] usual)
    {
        IReadOnlyList<double> strides = setup.Parameters.Numbers("strides", usual.Select(s => (double)s).ToArray());
        var levels = new List<GridLevel>();
        foreach (double stride in strides)
        {
            if (!(stride >= 1 && stride <= 65536) || stride != Math.Floor(stride))
                throw new ModelException($"The decoder's parameter 'strides' holds {stride}; a stride is a whole number of pixels.");
            int size = (int)stride, first = levels.Sum(l => l.Cells);
            levels.Add(new GridLevel(size, (setup.InputWidth + size - 1) / size, (setup.InputHeight + size - 1) / size, first));
        }

        return levels;
    }
}
