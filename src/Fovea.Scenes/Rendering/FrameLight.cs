using System;
using System.Numerics;

namespace Fovea.Scenes.Rendering;

/// <summary>Fills the frame's constants: camera, light and weather.</summary>
internal static class FrameLight
{
    // Seen from the ground the sun's disc is half a degree wide; drawn a little larger, as glare makes it.
    private const float DiscCosine = 0.99997f;

    // Metres up to which fog lies; without any, air as clear as on a fine day: 40 km.
    private const float FogHeight = 160, ClearAir = 3.9f / 40e3f;

    /// <summary>The constants of a frame.</summary>
    public static FrameConstants Of(RenderFrame frame, in FrameView view, in SunShadow shadow, SkyLight light, bool hasShadows)
    {
        RenderEnvironment environment = frame.Environment;
        bool flat = environment.Background is not null;
        float rain = Math.Clamp(environment.Rain, 0, 1), snow = Math.Clamp(environment.Snow, 0, 1);
        float extinction = flat ? 0 : MathF.Max(environment.FogDensity, 0) + ClearAir + (0.004f * rain) + (0.007f * snow);
        (Vector3 origin, Vector3 x, Vector3 y) = view.Rays();
        return new FrameConstants
        {
            Clip = view.Clip,
            NextPixels = view.NextPixels,
            StillFlow = view.StillFlow(),
            ShadowMatrix = shadow.Matrix,
            RayOrigin = new Vector4(origin, view.Focal),
            RayX = new Vector4(x, view.Width),
            RayY = new Vector4(y, view.Height),
            CameraPosition = new Vector4(view.Position, (float)frame.Time.TotalSeconds),
            SunDirection = new Vector4(light.ToSun, hasShadows ? 1 : 0),
            SunLight = new Vector4(light.Sun, DiscCosine),
            SunDisc = new Vector4(light.Disc, flat ? 0 : 1),
            Ambient = new Vector4(light.Ambient[0], 0),
            AmbientX = new Vector4(light.Ambient[1], 0),
            AmbientY = new Vector4(light.Ambient[2], 0),
            AmbientZ = new Vector4(light.Ambient[3], 0),
            GroundLight = new Vector4(light.Ground, 0),
            FogAway = new Vector4(light.Away, extinction * 1.442695f),
            FogToward = new Vector4(light.Toward, FogHeight),
            Exposure = new Vector4(light.Exposure * MathF.Pow(2, frame.Camera.Exposure), rain > 0 ? 0.4f + (0.6f * MathF.Min(rain * 2, 1)) : 0, snow > 0 ? 0.4f + (0.8f * snow) : 0, shadow.Texel),
            Background = new Vector4(environment.Background ?? Vector3.Zero, environment.SkyClassId),
            Weather = new Vector4(rain, snow, (uint)(frame.Seed ^ (frame.Seed >> 32)) & 0xffff, light.IsNight ? 4 / light.Exposure : 0),
        };
    }
}
