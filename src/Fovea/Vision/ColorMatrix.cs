namespace Fovea.Vision;

/// <summary>The luma coefficients that a picture's luma and chroma were made with.</summary>
public enum ColorMatrix
{
    /// <summary>Recommendation ITU-R BT.601: JPEG, standard definition, most webcams.</summary>
    Bt601,

    /// <summary>Recommendation ITU-R BT.709: high definition.</summary>
    Bt709,
}
