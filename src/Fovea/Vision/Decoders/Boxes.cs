using System;

namespace Fovea.Vision.Decoders;

/// <summary>Boxes from the forms that networks write them in; the twin of <c>vision/decoders/boxes.glsl</c>.</summary>
internal static class Boxes
{
    /// <summary>A box from four numbers.</summary>
    /// <param name="form">What they mean.</param>
    /// <param name="a">The first.</param>
    /// <param name="b">The second.</param>
    /// <param name="c">The third.</param>
    /// <param name="d">The fourth.</param>
    public static Box Of(BoxForm form, float a, float b, float c, float d) => form switch
    {
        BoxForm.Xyxy => new Box(a, b, c - a, d - b),
        BoxForm.Yxyx => new Box(b, a, d - b, c - a),
        BoxForm.CxCyWH => Around(a, b, c, d),
        BoxForm.CyCxHW => Around(b, a, d, c),
        BoxForm.Xywh => new Box(a, b, c, d),
        _ => throw new ArgumentOutOfRangeException(nameof(form), form, "There is no such form of a box."),
    };

    /// <summary>A box about its centre.</summary>
    public static Box Around(float x, float y, float width, float height) => new(x - (0.5f * width), y - (0.5f * height), width, height);

    /// <summary>A box in other units.</summary>
    public static Box Scaled(Box box, float x, float y) => new(box.X * x, box.Y * y, box.Width * x, box.Height * y);
}
