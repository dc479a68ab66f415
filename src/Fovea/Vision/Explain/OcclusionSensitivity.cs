using System;
using System.Collections.Generic;
using System.Linq;
using Fovea.Models;
using Fovea.Runtime;

namespace Fovea.Vision.Explain;

/// <summary>
/// Where a network looks: a square covers one part of the picture after the other, and where the score falls, it mattered (Zeiler and Fergus,
/// "Visualizing and Understanding Convolutional Networks", 2014). Works with every network, since it asks for outputs only.
/// </summary>
/// <remarks>The value of a pixel is the mean fall of the score over all squares that cover it; negative where covering it raises the score.</remarks>
public sealed class OcclusionSensitivity
{
    private readonly IModelRunner _runner;
    private readonly Func<IReadOnlyDictionary<string, Tensor>, double> _score;
    private readonly Planes _planes;
    private readonly float[] _fill;
    private readonly int _window;
    private readonly int[] _lefts;
    private readonly int[] _tops;
    private readonly int _batch;
    private readonly double[] _sums;
    private readonly int[] _counts;
    private int _done;

    /// <summary>Runs the network once, on the whole picture.</summary>
    /// <param name="runner">What computes the network; stays the caller's. It has one input.</param>
    /// <param name="input">The picture as the network's input, batch 1; see <see cref="PictureToTensor"/>.</param>
    /// <param name="format">How the picture became the input.</param>
    /// <param name="score">The number that is watched, of the outputs for one picture: a probability, the score of a detection.</param>
    /// <param name="options">How to cover; null for the defaults.</param>
    /// <exception cref="ModelException">The input is no picture, the square does not fit, or the score is no number.</exception>
    public OcclusionSensitivity(
        IModelRunner runner, Tensor input, ImageInput format, Func<IReadOnlyDictionary<string, Tensor>, double> score, OcclusionOptions? options = null)
    {
        options ??= new OcclusionOptions();
        if (runner.Inputs.Count != 1)
            throw new ModelException($"Only networks that are fed one picture can be explained; this one has {runner.Inputs.Count} inputs.");
        _runner = runner;
        _score = score;
        _planes = new Planes(input, format);
        _window = options.Window ?? Math.Max(1, Math.Min(_planes.Width, _planes.Height) / 8);
        int stride = options.Stride ?? Math.Max(1, _window / 2);
        if (_window < 1 || stride < 1 || stride > _window || _window > Math.Min(_planes.Width, _planes.Height))
        {
            throw new ModelException(
                $"A square of {_window} pixels that moves by {stride} cannot cover an input of {_planes.Width} x {_planes.Height}. " +
                "It fits into the input, and moves by 1 up to its own side, so that no pixel is left out.");
        }

        _fill = _planes.Fill(options.Fill);
        _lefts = Places(_planes.Width, _window, stride);
        _tops = Places(_planes.Height, _window, stride);
        bool open = runner.Inputs[0].Dimensions is { Count: > 0 } dimensions && dimensions[0].Value is null;
        _batch = open ? Math.Clamp(options.Batch, 1, Count) : 1;
        _sums = new double[_planes.Width * _planes.Height];
        _counts = new int[_sums.Length];
        Score = Checked(_score(runner.Run(new Dictionary<string, Tensor> { [runner.Inputs[0].Name] = input })), "the whole picture");
    }

    /// <summary>The score of the picture as it is.</summary>
    public double Score { get; }

    /// <summary>How many covered pictures there are.</summary>
    public int Count => _lefts.Length * _tops.Length;

    /// <summary>How much is done, 0 .. 1.</summary>
    public double Progress => (double)_done / Count;

    /// <summary>The side of the square, in pixels of the network's input.</summary>
    public int Window => _window;

    /// <summary>The map, as large as the network's input, once all is done.</summary>
    /// <exception cref="InvalidOperationException">It is not.</exception>
    public HeatMap Result => _done == Count
        ? new HeatMap(_planes.Width, _planes.Height, _sums.Select((sum, i) => (float)(sum / _counts[i])).ToArray())
        : throw new InvalidOperationException($"{_done} of {Count} parts were covered; call Advance until it returns true.");

    /// <summary>Runs the network on the next covered pictures.</summary>
    /// <returns>Whether all is done.</returns>
    /// <exception cref="ModelException">A score is no number.</exception>
    public bool Advance()
    {
        if (_done == Count)
            return true;
        // The last batch is filled up, for another size would be planned anew.
        int[] squares = Enumerable.Range(_done, _batch).Select(i => Math.Min(i, Count - 1)).ToArray();
        Tensor covered = _planes.Cover(squares.Select(i => (_lefts[i % _lefts.Length], _tops[i / _lefts.Length])).ToArray(), _window, _fill);
        IReadOnlyDictionary<string, Tensor> outputs = _runner.Run(new Dictionary<string, Tensor> { [_runner.Inputs[0].Name] = covered });
        for (int i = 0; i < _batch && _done < Count; i++, _done++)
        {
            (int left, int top) = (_lefts[_done % _lefts.Length], _tops[_done / _lefts.Length]);
            double fall = Score - Checked(_score(_batch == 1 ? outputs : Single(outputs, i)), $"the picture that is covered at ({left}, {top})");
            Add(left, top, fall);
        }

        return _done == Count;
    }

    private static int[] Places(int size, int window, int stride)
    {
        int steps = (size - window + stride - 1) / stride;
        return Enumerable.Range(0, steps + 1).Select(i => Math.Min(i * stride, size - window)).ToArray();
    }

    private static double Checked(double score, string what) => double.IsFinite(score) ? score
        : throw new ModelException($"The network's score of {what} is {score}, which is no number to explain. Look into its layers with 'fovea explain --activations'.");

    private void Add(int left, int top, double fall)
    {
        for (int y = top; y < top + _window; y++)
        {
            for (int x = left; x < left + _window; x++)
            {
                _sums[(y * _planes.Width) + x] += fall;
                _counts[(y * _planes.Width) + x]++;
            }
        }
    }

    private Dictionary<string, Tensor> Single(IReadOnlyDictionary<string, Tensor> outputs, int index) => outputs.ToDictionary(o => o.Key, o =>
    {
        Tensor all = o.Value;
        if (all.Shape.Rank == 0 || all.Shape[0] != _batch)
        {
            throw new ModelException(
                $"Output '{o.Key}' is {all.Shape} for {_batch} pictures, so that it does not tell which belongs to which. Cover them one by one: batch 1.");
        }

        int bytes = all.Bytes.Length / _batch;
        return new Tensor(all.Type, all.Shape.With(0, 1), all.Bytes.Slice(index * bytes, bytes));
    });

    /// <summary>The pixels of an input, in whichever order they lie.</summary>
    private sealed class Planes
    {
        private readonly ImageInput _format;
        private readonly Shape _shape;
        private readonly float[] _values;
        private readonly int _channels;

        public Planes(Tensor input, ImageInput format)
        {
            _format = format;
            _shape = input.Shape;
            (Width, Height, _channels) = format.SizeOf(input.Shape);
            _values = input.ToSingles();
        }

        public int Width { get; }

        public int Height { get; }

        public float[] Fill(float? grey)
        {
            var fill = new float[_channels];
            for (int c = 0; c < _channels; c++)
            {
                if (grey is { } value)
                {
                    fill[c] = (value - _format.Mean[c]) * _format.Scale[c];
                    continue;
                }

                double sum = 0;
                for (int y = 0; y < Height; y++)
                {
                    for (int x = 0; x < Width; x++)
                        sum += _values[Index(x, y, c)];
                }

                fill[c] = (float)(sum / (Width * Height));
            }

            return fill;
        }

        public Tensor Cover((int Left, int Top)[] squares, int window, float[] fill)
        {
            var values = new float[squares.Length * _values.Length];
            for (int i = 0; i < squares.Length; i++)
            {
                Span<float> picture = values.AsSpan(i * _values.Length, _values.Length);
                _values.CopyTo(picture);
                for (int y = squares[i].Top; y < squares[i].Top + window; y++)
                {
                    for (int x = squares[i].Left; x < squares[i].Left + window; x++)
                    {
                        for (int c = 0; c < _channels; c++)
                            picture[Index(x, y, c)] = fill[c];
                    }
                }
            }

            return Tensor.Of<float>(_shape.With(0, squares.Length), values);
        }

        private int Index(int x, int y, int channel) =>
            _format.ChannelsLast ? ((((y * Width) + x) * _channels) + channel) : ((((channel * Height) + y) * Width) + x);
    }
}
