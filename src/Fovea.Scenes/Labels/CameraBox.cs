using System.Numerics;

namespace Fovea.Scenes.Labels;

/// <summary>A box in the camera's space: right-handed, x to the right, y down, z where the camera looks, as OpenCV and KITTI have it.</summary>
/// <param name="Center">Metres.</param>
/// <param name="Size">Metres along the object's own x (right), y (up) and z (back).</param>
/// <param name="Rotation">From the object's axes to the camera's.</param>
public readonly record struct CameraBox(Vector3 Center, Vector3 Size, Quaternion Rotation);
