using System;
using System.Linq;
using Fovea.Vision.Tracking;
using Xunit;

namespace Fovea.Tests.Vision.Tracking;

public sealed class AssignmentTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 5)]
    [InlineData(5, 1)]
    [InlineData(3, 3)]
    [InlineData(4, 7)]
    [InlineData(7, 4)]
    [InlineData(6, 6)]
    public void It_finds_the_least_sum_that_trying_all_pairings_finds(int rows, int columns)
    {
        var random = new Random(rows + (100 * columns));
        var assignment = new Assignment();
        for (int trial = 0; trial < 200; trial++)
        {
            // Whole numbers below four, so that many pairings are equally good, and negative ones as the tracker has.
            float[] costs = Enumerable.Range(0, rows * columns).Select(_ => trial % 2 == 0 ? random.NextSingle() - 0.5f : random.Next(4) - 2f).ToArray();
            var pairs = new int[rows];
            assignment.Solve(costs, rows, columns, pairs);
            Assert.Equal(Math.Min(rows, columns), pairs.Count(p => p >= 0));
            Assert.Equal(pairs.Count(p => p >= 0), pairs.Where(p => p >= 0).Distinct().Count());
            double sum = pairs.Select((column, row) => column < 0 ? 0.0 : costs[(row * columns) + column]).Sum();
            Assert.Equal(Least(costs, rows, columns, 0, 0, Math.Max(0, rows - columns)), sum, 4);

            var again = new int[rows];
            new Assignment().Solve(costs, rows, columns, again);
            Assert.Equal(pairs, again);
        }
    }

    [Fact]
    public void It_takes_a_problem_worked_by_hand()
    {
        // The cheapest of each row is column 1; the second row gives way, since it loses least by that.
        var pairs = new int[3];
        new Assignment().Solve(new float[] { 4, 1, 3, 2, 0, 5, 3, 2, 2 }, 3, 3, pairs);
        Assert.Equal(new[] { 1, 0, 2 }, pairs); // 1 + 2 + 2
    }

    [Fact]
    public void Nothing_is_allocated_once_it_has_been_as_large()
    {
        var assignment = new Assignment();
        var random = new Random(3);
        float[] costs = Enumerable.Range(0, 40 * 50).Select(_ => random.NextSingle()).ToArray();
        var pairs = new int[50];
        assignment.Solve(costs, 40, 50, pairs);
        Assert.Equal(0, Allocations.Of(10, () =>
        {
            assignment.Solve(costs, 40, 50, pairs);
            assignment.Solve(costs, 50, 40, pairs);
            assignment.Solve(costs, 7, 3, pairs);
        }));
    }

    // The least sum over all ways to give the rows from this one on a column of their own; so many of them get none.
    private static double Least(float[] costs, int rows, int columns, int row, int taken, int spare)
    {
        if (row == rows)
            return 0;

        double least = spare > 0 ? Least(costs, rows, columns, row + 1, taken, spare - 1) : double.PositiveInfinity;
        for (int column = 0; column < columns; column++)
        {
            if ((taken & (1 << column)) == 0)
                least = Math.Min(least, costs[(row * columns) + column] + Least(costs, rows, columns, row + 1, taken | (1 << column), spare));
        }

        return least;
    }
}
