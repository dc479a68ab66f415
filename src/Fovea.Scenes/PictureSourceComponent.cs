namespace Fovea.Scenes;

/// <summary>A world that is a picture: photos, a video or a camera.</summary>
public sealed record PictureSourceComponent : Component
{
    /// <summary>
    /// A picture, a folder, a pattern, a video, <c>camera:N</c> or <c>ffmpeg:ARGS</c>. A path starts at the scene's folder; one that begins with
    /// <c>npm:</c> at the package that it names, as <c>npm:some-package/photo.jpg</c>.
    /// </summary>
    public required string Source { get; init; }

    /// <summary>How long each picture of several is shown in a window, in seconds.</summary>
    public double SecondsPerPicture { get; set; } = 2;
}
