using System;
using System.Collections.Generic;
using System.Diagnostics;
using Fovea.Capture;
using Fovea.Gpu;
using Fovea.Runtime;
using Fovea.Vision;

namespace Fovea.Player.Networks;

/// <summary>A network that looks at single pictures on one backend, with all that is between picture and result on the same side.</summary>
/// <typeparam name="TResult">What it makes of a picture.</typeparam>
internal sealed class Seer<TResult> : IDisposable
    where TResult : VisionResult
{
    private readonly List<IDisposable> _owned = new();
    private readonly IModelRunner _runner;
    private readonly Action<Picture, TResult> _look;
    private readonly TResult _result;
    private readonly List<double> _times = new();

    private Seer(IModelRunner runner, TResult result, Action<Picture, TResult> look, params IDisposable[] owned)
    {
        (_runner, _result, _look) = (runner, result, look);
        _owned.AddRange(owned);
    }

    /// <summary>The backend's name.</summary>
    public string Backend => _runner.Backend;

    /// <summary>What computes, for people.</summary>
    public string Description => _runner.Description;

    /// <summary>How long each picture took, in milliseconds.</summary>
    public IReadOnlyList<double> Times => _times;

    /// <summary>Texture to tensor and decoding are dispatches, as when it is played; so is the network, if GL compute runs it.</summary>
    /// <param name="context">A context with compute shaders.</param>
    /// <param name="runner">What computes the network; becomes this object's.</param>
    /// <param name="options">How it is fed.</param>
    /// <param name="read">Makes what reads its outputs.</param>
    public static Seer<TResult> OnGpu(GpuContext context, IModelRunner runner, VisionOptions options, Func<VisionSetup, VisionReader<TResult>> read)
    {
        VisionTask<TResult> task = Make(runner, () => new VisionTask<TResult>(context, runner, options, read));
        var texture = new StillTexture(context);
        return new Seer<TResult>(runner, task.CreateResult(), (picture, result) => task.Run(texture.Show(picture), result), runner, task, texture);
    }

    /// <summary>The plain forms of all that is around the network, without any GL.</summary>
    /// <inheritdoc cref="OnGpu"/>
    public static Seer<TResult> OnHost(IModelRunner runner, VisionOptions options, Func<VisionSetup, VisionReader<TResult>> read)
    {
        HostVisionTask<TResult> task = Make(runner, () => new HostVisionTask<TResult>(runner, options, read));
        return new Seer<TResult>(
            runner, task.CreateResult(), (picture, result) => task.Run(picture.Memory, picture.Width, picture.Height, result), runner, task);
    }

    /// <summary>Looks at a picture.</summary>
    /// <returns>What it saw; the same object every time.</returns>
    public TResult Look(Picture picture)
    {
        long start = Stopwatch.GetTimestamp();
        _look(picture, _result);
        _times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        return _result;
    }

    public void Dispose()
    {
        for (int i = _owned.Count - 1; i >= 0; i--)
            _owned[i].Dispose();
        _owned.Clear();
    }

    private static T Make<T>(IModelRunner runner, Func<T> make)
    {
        try
        {
            return make();
        }
        catch
        {
            runner.Dispose();
            throw;
        }
    }

    /// <summary>The texture that holds the picture of the moment.</summary>
    private sealed class StillTexture : IDisposable
    {
        private readonly GpuContext _context;
        private GpuTexture? _texture;

        public StillTexture(GpuContext context) => _context = context;

        public PictureTexture Show(Picture picture)
        {
            int largest = _context.Limits.MaxTextureSize;
            if (picture.Width > largest || picture.Height > largest)
                throw new PictureException($"It is {picture.Width} x {picture.Height} pixels; this device takes pictures of up to {largest} pixels a side.");
            if (_texture is null || (_texture.Width, _texture.Height) != (picture.Width, picture.Height))
            {
                _texture?.Dispose();
                _texture = new GpuTexture(_context, picture.Width, picture.Height, GpuTextureFormat.Rgba8, "picture");
            }

            _texture.Upload(picture.Rgba);
            return new PictureTexture(PixelEncoding.Rgb, _texture);
        }

        public void Dispose() => _texture?.Dispose();
    }
}
