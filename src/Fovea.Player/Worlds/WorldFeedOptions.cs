namespace Fovea.Player.Worlds;

/// <summary>How a scene is simulated and rendered for the player.</summary>
internal sealed record WorldFeedOptions
{
    /// <summary>What everything random is drawn from.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>The number of the first episode.</summary>
    public long Episode { get; init; }

    /// <summary>The camera's name; null for the first.</summary>
    public string? Camera { get; init; }

    /// <summary>The picture's size, pixels; null for the camera's own.</summary>
    public (int Width, int Height)? Size { get; init; }

    /// <summary>At the pace of the world's steps, rather than as fast as frames are taken.</summary>
    public bool Live { get; init; }
}
