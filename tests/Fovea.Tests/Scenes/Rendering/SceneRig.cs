using System;
using System.Linq;
using System.Numerics;
using Fovea.Gpu;
using Fovea.Scenes.Meshes;
using Fovea.Scenes.Rendering;
using Silk.NET.OpenGL;

namespace Fovea.Tests.Scenes.Rendering;

/// <summary>A renderer with targets of an odd size, and what it drew, pixel by pixel.</summary>
internal sealed class SceneRig : IDisposable
{
    private readonly GpuContext? _owned;

    public SceneRig(GL gl, int width = 161, int height = 91, RenderOptions? options = null)
        : this(GpuContext.Attach(gl, new GpuOptions { Debug = true }), width, height, options) => _owned = Context;

    public SceneRig(GpuContext context, int width = 161, int height = 91, RenderOptions? options = null)
    {
        Context = context;
        Renderer = new SceneRenderer(context, options);
        Targets = new SceneTargets(context, width, height);
    }

    public GpuContext Context { get; }

    public SceneRenderer Renderer { get; }

    public SceneTargets Targets { get; }

    public RenderFrame Frame { get; } = new();

    public int Width => Targets.Width;

    public int Height => Targets.Height;

    public uint[] Geometry { get; private set; } = [];

    public uint[] Flow { get; private set; } = [];

    public byte[] Color { get; private set; } = [];

    /// <summary>Draws the frame and reads all of it.</summary>
    public void Draw()
    {
        Renderer.Render(Frame, Targets);
        Read();
    }

    /// <summary>Reads all that was drawn last.</summary>
    public void Read()
    {
        Geometry = Words(Targets.Geometry);
        Flow = Words(Targets.Flow);
        Color = new byte[4 * Width * Height];
        using var color = new GpuFramebuffer(Targets.Color);
        color.Read(Color);
    }

    public DrawItem Add(MeshData mesh, Matrix4x4 world, uint id = 1, byte classId = 1, Material? material = null, Matrix4x4? next = null)
    {
        var item = new DrawItem
        {
            Mesh = mesh,
            Material = material ?? Material.Default,
            World = world,
            NextWorld = next ?? world,
            ClassId = classId,
            InstanceId = id,
            CastsShadow = true,
        };
        Frame.Items.Add(item);
        return item;
    }

    public uint Identity(int x, int y) => Geometry[4 * ((y * Width) + x)];

    public float Depth(int x, int y) => BitConverter.UInt32BitsToSingle(Geometry[(4 * ((y * Width) + x)) + 2]);

    public Vector3 Normal(int x, int y)
    {
        uint word = Geometry[(4 * ((y * Width) + x)) + 1];
        float a = Math.Max((short)word / 32767f, -1), b = Math.Max((short)(word >> 16) / 32767f, -1);
        var n = new Vector3(a, b, 1 - MathF.Abs(a) - MathF.Abs(b));
        float t = MathF.Max(-n.Z, 0);
        n.X -= n.X >= 0 ? t : -t;
        n.Y -= n.Y >= 0 ? t : -t;
        return Vector3.Normalize(n);
    }

    public Vector2 FlowAt(int x, int y)
    {
        int at = 4 * ((y * Width) + x);
        return new Vector2(BitConverter.UInt32BitsToSingle(Flow[at]), BitConverter.UInt32BitsToSingle(Flow[at + 1]));
    }

    /// <summary>How bright a pixel is, 0..255 * 3.</summary>
    public int Brightness(int x, int y) => Color.AsSpan(4 * ((y * Width) + x), 3).ToArray().Sum(b => b);

    /// <summary>Where a pinhole at a pose shows a point, in pixels from the top left corner of the picture, and its depth.</summary>
    public static (Vector2 Pixel, float Depth) Project(Vector3 point, in Matrix4x4 pose, float fieldOfView, int width, int height)
    {
        Matrix4x4.Invert(pose, out Matrix4x4 view);
        Vector3 p = Vector3.Transform(point, view);
        float focal = 0.5f * height / MathF.Tan(fieldOfView * MathF.PI / 360), depth = -p.Z;
        return (new Vector2((0.5f * width) + (focal * p.X / depth), (0.5f * height) - (focal * p.Y / depth)), depth);
    }

    /// <summary>The direction through a pixel's middle, of length 1 along the camera's axis.</summary>
    public Vector3 Ray(int x, int y)
    {
        CameraView camera = Frame.Camera;
        float focal = 0.5f * Height / MathF.Tan(camera.FieldOfView * MathF.PI / 360);
        return Vector3.TransformNormal(new Vector3((x + 0.5f - (0.5f * Width)) / focal, -(y + 0.5f - (0.5f * Height)) / focal, -1), camera.Pose);
    }

    public void Dispose()
    {
        Targets.Dispose();
        Renderer.Dispose();
        _owned?.Dispose();
    }

    private unsafe uint[] Words(GpuTexture texture)
    {
        var words = new uint[4 * Width * Height];
        using var targets = new GpuRenderTargets(Context, "reading", null, texture);
        using (Context.Enter())
        {
            targets.Bind();
            PixelStoreState.SetTight(Context.GL, !Context.Info.IsES);
            Context.GL.BindBuffer(BufferTargetARB.PixelPackBuffer, 0);
            fixed (uint* data = words)
                Context.GL.ReadPixels(0, 0, (uint)Width, (uint)Height, (PixelFormat)GLEnum.RgbaInteger, (PixelType)GLEnum.UnsignedInt, data);
        }

        return words;
    }
}
