namespace Fovea.Capture;

/// <summary>How the bytes of a <see cref="Frame"/> are laid out; rows run from the top, without padding.</summary>
public enum FrameFormat
{
    /// <summary>Four bytes a pixel: red, green, blue, alpha (255 in videos), sRGB-encoded.</summary>
    Rgba,

    /// <summary>
    /// A plane of luma, then one of pairs Cb, Cr for every 2x2 pixels (sizes rounded up). Limited range (luma 16..235),
    /// colours as <see cref="Frame.Matrix"/> says.
    /// </summary>
    Nv12,

    /// <summary>As <see cref="Nv12"/>, but Cb and Cr are planes of their own, in this order.</summary>
    I420,
}
