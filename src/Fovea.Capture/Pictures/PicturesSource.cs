using System;
using System.Collections.Generic;

namespace Fovea.Capture;

/// <summary>Pictures one after the other; each is decoded while the one before it is being looked at.</summary>
public abstract class PicturesSource : QueuedSource
{
    private readonly SourceOptions _options;
    private readonly TimeSpan _time;

    private protected PicturesSource(string name, SourceOptions options)
        : base(name, isLive: false, options.QueueLength.HasValue ? options : options with { QueueLength = 1 })
    {
        if (!(options.SecondsPerPicture > 0 && options.SecondsPerPicture < 1e6))
        {
            throw new ArgumentOutOfRangeException(
                nameof(options), options.SecondsPerPicture, "SecondsPerPicture must be more than 0 and less than a million.");
        }

        _options = options;
        _time = TimeSpan.FromSeconds(options.SecondsPerPicture);
    }

    /// <summary>All pictures once, with their names, in order. Asked again for every round of a loop.</summary>
    private protected abstract IEnumerable<(string Name, Picture Picture)> Pictures();

    private protected sealed override void Run()
    {
        long index = 0;
        do
        {
            foreach ((string name, Picture picture) in Pictures())
            {
                if (index > 0 && _options.RealTime && !Pause(_time))
                    return;

                Frame frame = Rent(picture.Width, picture.Height, FrameFormat.Rgba);
                picture.Rgba.CopyTo(frame.Writable);
                frame.Index = index;
                frame.Time = _time * index;
                frame.Source = name;
                if (!Publish(frame))
                    return;
                index++;
            }
        }
        while (_options.Loop && !Stop.IsCancellationRequested);
    }
}
