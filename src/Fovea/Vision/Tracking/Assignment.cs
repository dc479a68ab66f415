using System;

namespace Fovea.Vision.Tracking;

/// <summary>
/// Pairs rows with columns so that the sum of costs is least (the linear assignment problem), by shortest augmenting paths
/// (Jonker and Volgenant 1987; in the form of Crouse 2016). Where several pairings are best, the same one is found every time.
/// </summary>
/// <remarks>At most O(n^2 m) for n rows and m columns. Its memory is made for the largest problem so far, and used again.</remarks>
internal sealed class Assignment
{
    private double[] _rowDual = Array.Empty<double>();
    private double[] _columnDual = Array.Empty<double>();
    private double[] _shortest = Array.Empty<double>();
    private int[] _before = Array.Empty<int>();
    private int[] _rowOf = Array.Empty<int>();
    private int[] _columnOf = Array.Empty<int>();
    private bool[] _reached = Array.Empty<bool>();

    /// <summary>Solves it.</summary>
    /// <param name="costs">rows x columns, row by row; finite.</param>
    /// <param name="rows">How many rows.</param>
    /// <param name="columns">How many columns.</param>
    /// <param name="columnOfRow">Takes each row's column, or -1 where there are more rows than columns.</param>
    public void Solve(ReadOnlySpan<float> costs, int rows, int columns, Span<int> columnOfRow)
    {
        bool turned = rows > columns;
        var problem = new Problem(costs, turned ? 1 : columns, turned ? columns : 1);
        (int n, int m) = turned ? (columns, rows) : (rows, columns);
        Begin(n, m);
        for (int row = 0; row < n; row++)
            Augment(problem, row, m);

        if (!turned)
        {
            _columnOf.AsSpan(0, n).CopyTo(columnOfRow);
            return;
        }

        _rowOf.AsSpan(0, m).CopyTo(columnOfRow);
    }

    private void Begin(int rows, int columns)
    {
        if (_rowDual.Length < rows)
        {
            _rowDual = new double[rows];
            _columnOf = new int[rows];
        }

        if (_columnDual.Length < columns)
        {
            _columnDual = new double[columns];
            _shortest = new double[columns];
            _before = new int[columns];
            _rowOf = new int[columns];
            _reached = new bool[columns];
        }

        _rowDual.AsSpan(0, rows).Clear();
        _columnDual.AsSpan(0, columns).Clear();
        _rowOf.AsSpan(0, columns).Fill(-1);
        _columnOf.AsSpan(0, rows).Fill(-1);
    }

    // Pairs one more row: by the shortest path over reduced costs, along rows and the columns they have, to a column without a row (Dijkstra).
    private void Augment(in Problem problem, int free, int columns)
    {
        _reached.AsSpan(0, columns).Clear();
        _shortest.AsSpan(0, columns).Fill(double.PositiveInfinity);
        double length = 0;
        int row = free, end;
        while (true)
        {
            end = -1;
            for (int column = 0; column < columns; column++)
            {
                if (_reached[column])
                    continue;

                double through = length + problem[row, column] - _rowDual[row] - _columnDual[column];
                if (through < _shortest[column])
                {
                    _shortest[column] = through;
                    _before[column] = row;
                }

                // Among equals one without a row, which ends the search.
                if (end < 0 || _shortest[column] < _shortest[end] || (_shortest[column] == _shortest[end] && _rowOf[column] < 0 && _rowOf[end] >= 0))
                    end = column;
            }

            length = _shortest[end];
            _reached[end] = true;
            if (_rowOf[end] < 0)
                break;
            row = _rowOf[end];
        }

        _rowDual[free] += length;
        for (int column = 0; column < columns; column++)
        {
            if (!_reached[column])
                continue;

            double slack = length - _shortest[column];
            _columnDual[column] -= slack;
            if (_rowOf[column] >= 0)
                _rowDual[_rowOf[column]] += slack;
        }

        while (true)
        {
            int parent = _before[end];
            _rowOf[end] = parent;
            (_columnOf[parent], end) = (end, _columnOf[parent]);
            if (parent == free)
                return;
        }
    }

    /// <summary>The costs with as many rows as columns, or fewer.</summary>
    private readonly ref struct Problem
    {
        private readonly ReadOnlySpan<float> _costs;
        private readonly int _perRow;
        private readonly int _perColumn;

        public Problem(ReadOnlySpan<float> costs, int perRow, int perColumn)
        {
            _costs = costs;
            _perRow = perRow;
            _perColumn = perColumn;
        }

        public double this[int row, int column] => _costs[(row * _perRow) + (column * _perColumn)];
    }
}
