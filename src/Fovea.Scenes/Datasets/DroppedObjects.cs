namespace Fovea.Scenes.Datasets;

/// <summary>How many objects of frames are not in their lists, and why.</summary>
/// <param name="Empty">No pixel of them is seen, or their box has no area.</param>
/// <param name="Small">Fewer pixels are seen than <see cref="DatasetOptions.MinimumPixels"/>.</param>
/// <param name="Hidden">A smaller share is seen than <see cref="DatasetOptions.MinimumVisibility"/>.</param>
public readonly record struct DroppedObjects(long Empty, long Small, long Hidden)
{
    /// <summary>All.</summary>
    public long Total => Empty + Small + Hidden;

    /// <summary>The sums.</summary>
    public static DroppedObjects operator +(DroppedObjects a, DroppedObjects b) => new(a.Empty + b.Empty, a.Small + b.Small, a.Hidden + b.Hidden);
}
