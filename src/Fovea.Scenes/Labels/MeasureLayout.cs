namespace Fovea.Scenes.Labels;

/// <summary>
/// How <see cref="SceneLabeler.Measures"/> lies in memory, in words of 32 bits: four of a header, a count of pixels for each of 256 classes,
/// then eight for each labelled object in the order of <see cref="Rendering.RenderFrame.Instances"/>, then one for each labelled point.
/// Shaders have the same numbers in <c>scenes/labels/measures.glsl</c>.
/// </summary>
public static class MeasureLayout
{
    /// <summary>In the header: how many labelled objects are seen.</summary>
    public const int VisibleObjects = 0;

    /// <summary>In the header: how many would be seen if nothing hid them.</summary>
    public const int UnhiddenObjects = 1;

    /// <summary>The first class's pixels.</summary>
    public const int Classes = 4;

    /// <summary>How many classes there are.</summary>
    public const int ClassCount = 256;

    /// <summary>The first object's record.</summary>
    public const int Records = Classes + ClassCount;

    /// <summary>Words of an object's record.</summary>
    public const int RecordWords = 8;

    /// <summary>In a record: pixels in which it is seen.</summary>
    public const int VisiblePixels = 0;

    /// <summary>In a record: the first column in which it is seen, all bits set where it is not; then the first row, the last column and row.</summary>
    public const int Box = 1;

    /// <summary>In a record: pixels that it would have if nothing hid it.</summary>
    public const int UnhiddenPixels = 5;

    /// <summary>The words of so many objects with so many labelled points.</summary>
    /// <param name="objects">Objects.</param>
    /// <param name="keypoints">Points of all of them; each has a word that is 1 where it is visible, else 0.</param>
    public static int Words(int objects, int keypoints) => Records + (RecordWords * objects) + keypoints;
}
