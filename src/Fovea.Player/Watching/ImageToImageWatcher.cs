using System;
using System.Collections.Generic;
using Fovea.Gpu;
using Fovea.Player.Play;
using Fovea.Vision;
using Fovea.Vision.Overlays;

namespace Fovea.Player.Watching;

/// <summary>Shows the picture that a network makes of what it sees, in its place.</summary>
internal sealed class ImageToImageWatcher : Watcher<ImageToImageResult>
{
    private readonly ImageToImage? _task;
    private readonly ImageInput _input;
    private readonly GpuTexture? _uploaded;
    private readonly PictureQuad _quad;
    private readonly PictureTexture _picture;

    private ImageToImageWatcher(WatcherSetup setup, ImageToImage? gpu, HostVisionTask<ImageToImageResult>? host)
        : base(setup, gpu, host)
    {
        _task = gpu;
        _input = setup.Network.Card.Input;
        if (host is not null)
            _uploaded = new GpuTexture(setup.Context, Latest.Width, Latest.Height, GpuTextureFormat.Rgba8, "network's picture");
        _picture = new PictureTexture(PixelEncoding.Rgb, gpu?.Picture ?? _uploaded!);
        _quad = new PictureQuad(setup.Context);
    }

    public static IWatcher Create(WatcherSetup setup)
    {
        ImageToImageOptions options = ImageToImageOptions.Of(setup.Network.Card) with
        {
            Name = setup.Network.Name,
            GpuBudget = setup.GpuBudget,
            KeepPicture = !setup.OnGpu,
        };
        return setup.OnGpu
            ? new ImageToImageWatcher(setup, new ImageToImage(setup.Context, setup.Runner, options, setup.Timers), null)
            : new ImageToImageWatcher(setup, null, new HostVisionTask<ImageToImageResult>(
                setup.Runner, options, network => new ImageToImageReader(options, network)));
    }

    public override DrawLayer Layer => DrawLayer.Picture;

    public override FrameRecord Describe(string source) => Line(source);

    public override IEnumerable<(string Category, int Count)> Found() => Array.Empty<(string, int)>();

    public override void Draw(in OverlayTarget target, DrawSettings settings)
    {
        if (Finished == 0 || !settings.Masks)
            return;
        // The part of the source that the network saw, where that is shown.
        ImageMapping mapping = _input.Map(target.SourceWidth, target.SourceHeight, _picture.Width, _picture.Height);
        float across = target.Picture.Width / target.SourceWidth, down = target.Picture.Height / target.SourceHeight;
        var area = new Box(
            target.Picture.X + (mapping.OffsetX * across), target.Picture.Y + (mapping.OffsetY * down), mapping.ScaleX * across, mapping.ScaleY * down);
        _quad.Draw(_picture, target with { Picture = area });
    }

    public override void Dispose()
    {
        base.Dispose();
        _uploaded?.Dispose();
        _quad.Dispose();
    }

    protected override void Arrived() => _uploaded?.Upload(Latest.Pixels);
}
