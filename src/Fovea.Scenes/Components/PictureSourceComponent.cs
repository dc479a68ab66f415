using Fovea.Scenes.Files;

namespace Fovea.Scenes.Components;

/// <summary>A world that is a picture: photos, a video or a camera.</summary>
public sealed class PictureSourceComponent : Component
{
    /// <summary>
    /// A picture, a folder, a pattern, a video, <c>camera:N</c> or <c>ffmpeg:ARGS</c>. A path starts at the scene's folder; one that begins with
    /// <c>npm:</c> at the package that it names, as <c>npm:some-package/photo.jpg</c>.
    /// </summary>
    public string Source { get; set; } = "";

    /// <summary>How long each picture of several is shown in a window, in seconds.</summary>
    public double SecondsPerPicture { get; set; } = 2;

    /// <inheritdoc/>
    public override void Visit(Fields fields)
    {
        Source = fields.Text("source", null, "A picture, a folder, a pattern, a video, camera:N or ffmpeg:ARGS. Paths start at the scene's folder, or at an npm package: npm:package/path.");
        SecondsPerPicture = fields.Number("secondsPerPicture", SecondsPerPicture, "How long each picture of several is shown in a window.", least: 0.001);
    }
}
