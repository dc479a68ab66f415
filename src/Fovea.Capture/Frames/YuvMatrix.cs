namespace Fovea.Capture;

/// <summary>The weights between RGB and YCbCr that a frame was coded with.</summary>
public enum YuvMatrix
{
    /// <summary>ITU-R BT.601: standard definition, and webcams.</summary>
    Bt601,

    /// <summary>ITU-R BT.709: high definition.</summary>
    Bt709,
}
