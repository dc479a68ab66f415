namespace Silk.NET.OpenGL;

public enum PixelStoreParameter
{
    UnpackAlignment = 0xCF5,
}
