namespace Fovea.Vision.Decoders;

/// <summary>What the four numbers of a box mean. In files the names are written in lower case: <c>cxcywh</c>.</summary>
public enum BoxForm
{
    /// <summary>Left, top, right, bottom.</summary>
    Xyxy,

    /// <summary>Top, left, bottom, right: TensorFlow's order.</summary>
    Yxyx,

    /// <summary>Centre, width, height.</summary>
    CxCyWH,

    /// <summary>Centre's row, centre's column, height, width: the order of TensorFlow's SSD.</summary>
    CyCxHW,

    /// <summary>Left, top, width, height: COCO's.</summary>
    Xywh,
}
