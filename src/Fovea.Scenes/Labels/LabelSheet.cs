using System;
using System.Collections.Generic;
using System.Numerics;
using System.Runtime.InteropServices;
using Fovea.Scenes.Meshes;
using Fovea.Scenes.Rendering;

namespace Fovea.Scenes.Labels;

/// <summary>
/// What the CPU knows of a frame's labelled objects: boxes and points projected from their geometry. It is filled anew for each frame and
/// allocates nothing once it has grown.
/// </summary>
internal sealed class LabelSheet
{
    /// <summary>The greatest number that an object may have: it shares a word with its class.</summary>
    public const uint LargestId = (1u << 24) - 1;

    private InstanceLabel[] _instances = new InstanceLabel[64];
    private LabelledKeypoint[] _keypoints = new LabelledKeypoint[64];

    /// <summary>How many labelled objects there are.</summary>
    public int Count { get; private set; }

    /// <summary>How many labelled points all of them have.</summary>
    public int KeypointCount { get; private set; }

    /// <summary>The objects, by growing number.</summary>
    public Span<InstanceLabel> Instances => _instances.AsSpan(0, Count);

    /// <summary>The points of all objects. A visibility of 0 is final, 1 may turn out as 2 on the GPU.</summary>
    public Span<LabelledKeypoint> Keypoints => _keypoints.AsSpan(0, KeypointCount);

    /// <summary>Projects the objects of a frame.</summary>
    /// <exception cref="SceneException">Objects do not come by growing number, or one is too large.</exception>
    public void Fill(RenderFrame frame, in CameraProjection camera)
    {
        Count = KeypointCount = 0;
        List<LabelledInstance> instances = frame.Instances;
        if (_instances.Length < instances.Count)
            Array.Resize(ref _instances, Math.Max(instances.Count, 2 * _instances.Length));
        for (int i = 0; i < instances.Count; i++)
        {
            LabelledInstance instance = instances[i];
            AssertNumber(instance, i == 0 ? 0 : _instances[i - 1].Id);
            Matrix4x4 toCamera = camera.ToCamera(instance.World);
            ref InstanceLabel label = ref _instances[i];
            label = new InstanceLabel
            {
                Id = instance.InstanceId,
                ClassId = instance.ClassId,
                Name = instance.Name,
                Box3D = BoxOf(instance.LocalBounds, toCamera),
                FirstKeypoint = KeypointCount,
                KeypointCount = instance.Keypoints?.Count ?? 0,
                Extent = PictureExtent.Empty,
                Reach = PictureExtent.Empty,
            };
            for (int k = 0; k < label.KeypointCount; k++)
                Add(Vector3.Transform(instance.Keypoints![k], toCamera), camera);
            Count++;
        }

        Outline(frame.Items, camera);
    }

    /// <summary>Takes over what another sheet holds.</summary>
    public void CopyFrom(LabelSheet other)
    {
        (Count, KeypointCount) = (other.Count, other.KeypointCount);
        if (_instances.Length < Count)
            _instances = new InstanceLabel[other._instances.Length];
        if (_keypoints.Length < KeypointCount)
            _keypoints = new LabelledKeypoint[other._keypoints.Length];
        other.Instances.CopyTo(_instances);
        other.Keypoints.CopyTo(_keypoints);
    }

    /// <summary>The place of an object, or -1 where it is none of the labelled ones.</summary>
    public int Find(uint id)
    {
        int low = 0, high = Count - 1;
        while (low <= high)
        {
            int middle = (low + high) >> 1;
            uint found = _instances[middle].Id;
            if (found == id)
                return middle;
            if (found < id)
                low = middle + 1;
            else
                high = middle - 1;
        }

        return -1;
    }

    private static void AssertNumber(in LabelledInstance instance, uint before)
    {
        if (instance.InstanceId <= before || instance.InstanceId > LargestId)
        {
            throw new SceneException(
                $"The labelled object '{instance.Name}' has the number {instance.InstanceId} and comes after {before}. Number objects from 1 to {LargestId}, and " +
                "list them by growing number.");
        }
    }

    private static CameraBox BoxOf(in Bounds bounds, in Matrix4x4 toCamera)
    {
        (Vector3 center, Vector3 size) = bounds.IsEmpty ? (default, default) : (bounds.Center, bounds.Size);
        Vector3 x = new(toCamera.M11, toCamera.M12, toCamera.M13);
        Vector3 y = new(toCamera.M21, toCamera.M22, toCamera.M23);
        Vector3 z = new(toCamera.M31, toCamera.M32, toCamera.M33);
        size *= new Vector3(x.Length(), y.Length(), z.Length());

        // A mirrored object's box is the same box turned, and slanted axes are straightened from x on.
        x = Unit(x, Vector3.UnitX);
        y = Unit(y - (x * Vector3.Dot(x, y)), MathF.Abs(x.Y) < 0.9f ? Vector3.UnitY - (x * x.Y) : Vector3.UnitZ - (x * x.Z));
        z = Vector3.Cross(x, y);
        var axes = new Matrix4x4(x.X, x.Y, x.Z, 0, y.X, y.Y, y.Z, 0, z.X, z.Y, z.Z, 0, 0, 0, 0, 1);
        return new CameraBox(Vector3.Transform(center, toCamera), size, Quaternion.CreateFromRotationMatrix(axes));
    }

    private static Vector3 Unit(Vector3 axis, Vector3 otherwise) =>
        axis.LengthSquared() > 1e-24f ? Vector3.Normalize(axis) : Vector3.Normalize(otherwise);

    private void Add(Vector3 point, in CameraProjection camera)
    {
        if (KeypointCount == _keypoints.Length)
            Array.Resize(ref _keypoints, 2 * _keypoints.Length);
        bool before = point.Z > 0;
        Vector2 pixel = before ? camera.Project(point) : default;
        bool inside = before && pixel.X >= 0 && pixel.Y >= 0 && pixel.X < camera.Width && pixel.Y < camera.Height;
        _keypoints[KeypointCount++] = new LabelledKeypoint(pixel, point.Z, inside ? 1 : 0);
    }

    private void Outline(List<DrawItem> items, in CameraProjection camera)
    {
        foreach (ref readonly DrawItem item in CollectionsMarshal.AsSpan(items))
        {
            int place = item.InstanceId == 0 ? -1 : Find(item.InstanceId);
            if (place < 0)
                continue;
            ref InstanceLabel label = ref _instances[place];
            MeshOutline.Of(item.Mesh).Extend(camera.ToCamera(item.World), camera, ref label.Extent, ref label.Reach);
        }

        foreach (ref InstanceLabel label in Instances)
        {
            label.AmodalBox = label.Extent.Box;
            label.Truncation = label.Extent.ShareOutside(camera.Width, camera.Height);
        }
    }
}
