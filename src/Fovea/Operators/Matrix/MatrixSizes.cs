using System;
using System.Collections.Generic;
using System.Linq;
using Fovea.Models;

namespace Fovea.Operators.Matrix;

/// <summary>The sizes of a product of matrices, or of a batch of them, and where elements lie, in numbers of elements.</summary>
internal sealed class MatrixSizes
{
    private MatrixSizes(int rows, int columns, int depth, Shape output)
    {
        Rows = rows;
        Columns = columns;
        Depth = depth;
        Output = output;
    }

    /// <summary>Rows of the first factor and the product.</summary>
    public int Rows { get; private init; }

    /// <summary>Columns of the second factor and the product.</summary>
    public int Columns { get; }

    /// <summary>Columns of the first factor, rows of the second.</summary>
    public int Depth { get; }

    /// <summary>The product's shape.</summary>
    public Shape Output { get; }

    /// <summary>Products in the batch.</summary>
    public int Batch { get; private init; } = 1;

    /// <summary>The dimensions of the batch, as few as possible.</summary>
    public int[] BatchDims { get; private init; } = Array.Empty<int>();

    /// <summary>How far the first factor moves along each of them.</summary>
    public int[] ABatch { get; private init; } = Array.Empty<int>();

    /// <summary>How far the second factor moves along each of them.</summary>
    public int[] BBatch { get; private init; } = Array.Empty<int>();

    /// <summary>From row to row of the first factor, and from column to column.</summary>
    public (int Row, int Depth) A { get; private init; }

    /// <summary>From row to row of the second factor, and from column to column.</summary>
    public (int Depth, int Column) B { get; private init; }

    /// <summary>The sizes of <c>Gemm</c>.</summary>
    /// <exception cref="ModelException">The factors are no matrices or do not fit each other.</exception>
    public static MatrixSizes OfGemm(Shape a, Shape b, bool transposeA, bool transposeB)
    {
        if (a.Rank != 2 || b.Rank != 2)
            throw new ModelException($"The factors have the shapes {a} and {b}; matrices are needed.");
        (int rows, int depth) = transposeA ? (a[1], a[0]) : (a[0], a[1]);
        (int depthB, int columns) = transposeB ? (b[1], b[0]) : (b[0], b[1]);
        if (depth != depthB)
            throw new ModelException($"The first factor {a} has {depth} columns{Turned(transposeA)}, the second {b} has {depthB} rows{Turned(transposeB)}.");
        return new MatrixSizes(rows, columns, depth, new Shape(rows, columns))
        {
            A = transposeA ? (1, rows) : (depth, 1),
            B = transposeB ? (1, depth) : (columns, 1),
        };
    }

    /// <summary>The sizes of <c>MatMul</c>: NumPy's rule, in which a vector is a row on the left and a column on the right.</summary>
    /// <exception cref="ModelException">The factors do not fit each other.</exception>
    public static MatrixSizes OfMatMul(Shape a, Shape b)
    {
        if (a.Rank == 0 || b.Rank == 0)
            throw new ModelException($"The factors have the shapes {a} and {b}; scalars cannot be multiplied as matrices.");
        Shape left = a.Rank == 1 ? new Shape(1, a[0]) : a, right = b.Rank == 1 ? new Shape(b[0], 1) : b;
        int rows = left[-2], depth = left[-1], columns = right[-1];
        if (right[-2] != depth)
            throw new ModelException($"The first factor {a} has {depth} columns, the second {b} has {right[-2]} rows.");
        Shape leftBatch = Head(left), rightBatch = Head(right), batch = BatchOf(a, b, leftBatch, rightBatch);
        IEnumerable<int> output = batch.AsEnumerable();
        if (a.Rank > 1)
            output = output.Append(rows);
        if (b.Rank > 1)
            output = output.Append(columns);

        // One matrix for all of a batch makes the batch more rows.
        bool joined = rightBatch.Count == 1 && leftBatch.Count == batch.Count;
        (int[] dims, int[][] strides) = joined
            ? (Array.Empty<int>(), new[] { Array.Empty<int>(), Array.Empty<int>() })
            : Broadcasting.Collapse(batch, new[] { Scaled(leftBatch, batch, rows * depth), Scaled(rightBatch, batch, depth * columns) });
        return new MatrixSizes(rows, columns, depth, new Shape(output.ToArray()))
        {
            Rows = joined ? rows * batch.Count : rows,
            Batch = joined ? 1 : batch.Count,
            BatchDims = dims,
            ABatch = strides[0],
            BBatch = strides[1],
            A = (depth, 1),
            B = (columns, 1),
        };
    }

    private static string Turned(bool transposed) => transposed ? " when transposed" : "";

    private static Shape Head(Shape shape) => new(shape.Take(shape.Rank - 2).ToArray());

    private static Shape BatchOf(Shape a, Shape b, Shape left, Shape right)
    {
        try
        {
            return Shape.Broadcast(left, right);
        }
        catch (ModelException e)
        {
            throw new ModelException($"The factors {a} and {b} are batches of matrices that do not go together. {e.Message}", e);
        }
    }

    private static int[] Scaled(Shape shape, Shape batch, int size) => Array.ConvertAll(Broadcasting.Strides(shape, batch), stride => stride * size);
}
