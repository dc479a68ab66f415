using System.Numerics;
using System.Runtime.InteropServices;

namespace Fovea.Scenes.Rendering;

/// <summary>The uniform block of shaders/scenes/frame.glsl, member by member.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct FrameConstants
{
    public Matrix4x4 Clip;
    public Matrix4x4 NextPixels;
    public Matrix4x4 StillFlow;
    public Matrix4x4 ShadowMatrix;
    public Vector4 RayOrigin;
    public Vector4 RayX;
    public Vector4 RayY;
    public Vector4 CameraPosition;
    public Vector4 SunDirection;
    public Vector4 SunLight;
    public Vector4 SunDisc;
    public Vector4 Ambient;
    public Vector4 AmbientX;
    public Vector4 AmbientY;
    public Vector4 AmbientZ;
    public Vector4 GroundLight;
    public Vector4 FogAway;
    public Vector4 FogToward;
    public Vector4 Exposure;
    public Vector4 Background;
    public Vector4 Weather;
}
