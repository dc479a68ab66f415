using System;
using System.Collections.Generic;
using System.Numerics;
using System.Runtime.InteropServices;
using Fovea.Gpu;
using Silk.NET.OpenGL;

namespace Fovea.Scenes.Rendering;

/// <summary>Draws scenes: a picture and, from the same draw, what each of its pixels is.</summary>
/// <remarks>
/// The scene is drawn once, into base colours, identities, normals, depth and flow; light is computed for each pixel from these, so that
/// what hides and what is hidden cost alike, and labels belong to just the surfaces whose light is seen. Nothing is allocated once
/// every mesh, texture and feature was seen, nothing waits, and the host's state is left as it was.
/// </remarks>
public sealed class SceneRenderer : IDisposable
{
    private readonly GpuContext _context;
    private readonly RenderOptions _options;
    private readonly Making _made = new();
    private readonly MeshArray _array;
    private readonly InstanceBatches _seen;
    private readonly InstanceBatches _shadowing;
    private readonly ConstantRing<FrameConstants> _constants;
    private readonly GeometryPass _geometry;
    private readonly ShadowPass _shadows;
    private readonly SkyPass _sky;
    private readonly SkyLight _light = new();
    private readonly Lamps _lamps;
    private readonly LightingPass _lighting;
    private readonly PrecipitationPass _precipitation;
    private readonly FinishPass _finish;
    private readonly List<FrameTargets> _targets = new();

    /// <summary>Builds the programs. Do this outside the frame loop.</summary>
    /// <param name="context">Where to draw.</param>
    /// <param name="options">What to spend on a frame, or null for the defaults.</param>
    /// <exception cref="GpuException">The context has no compute shaders: it is older than OpenGL 4.3 and OpenGL ES 3.1.</exception>
    public SceneRenderer(GpuContext context, RenderOptions? options = null)
    {
        if (!context.Info.HasCompute)
            throw new GpuException($"{context.Info} cannot draw scenes, which needs OpenGL 4.3 or OpenGL ES 3.1. Make a newer context.");
        _context = context;
        _options = options ?? new RenderOptions();
        context.Shaders.AddAssembly(typeof(SceneRenderer).Assembly);
        try
        {
            Meshes = _made.Own(new MeshStore(context));
            Textures = _made.Own(new TextureStore(context));
            _array = _made.Own(new MeshArray(context, "scene meshes", InstanceRecord.Size, InstanceRecord.Floats, 1));
            _seen = _made.Own(new InstanceBatches(context, Meshes, Textures));
            _shadowing = _made.Own(new InstanceBatches(context, Meshes, Textures));
            _constants = _made.Own(new ConstantRing<FrameConstants>(context, "scene frame"));
            _geometry = _made.Own(new GeometryPass(context, Meshes, Textures, _array));
            _shadows = _made.Own(new ShadowPass(context, Meshes, Textures, _array, Math.Max(_options.ShadowMapSize, 1)));
            _sky = _made.Own(new SkyPass(context));
            _lamps = _made.Own(new Lamps(context));
            _lighting = _made.Own(new LightingPass(context));
            _precipitation = _made.Own(new PrecipitationPass(context));
            _finish = _made.Own(new FinishPass(context));
        }
        catch
        {
            _made.Dispose();
            throw;
        }
    }

    /// <summary>The meshes on the GPU, for whoever draws them once more.</summary>
    internal MeshStore Meshes { get; }

    /// <summary>The textures on the GPU.</summary>
    internal TextureStore Textures { get; }

    /// <summary>What measures the passes on the GPU, or null.</summary>
    internal GpuTimers? Timers { get; set; }

    /// <summary>Called with a pass's name when it has been issued, to measure it otherwise; or null.</summary>
    internal Action<string>? Watch { get; set; }

    /// <summary>What the last frame's camera saw.</summary>
    internal InstanceBatches Seen => _seen;

    /// <summary>What threw shadows on that.</summary>
    internal InstanceBatches Shadowing => _shadowing;

    /// <summary>Draws a frame. May be called inside any state of the host's.</summary>
    /// <param name="frame">What to draw.</param>
    /// <param name="targets">Where it ends.</param>
    /// <exception cref="SceneException">The camera cannot see anything, or a texture is larger than the device takes.</exception>
    public void Render(RenderFrame frame, SceneTargets targets)
    {
        Check(frame.Camera);
        using (_context.Enter())
        {
            Meshes.BeginFrame();
            Textures.BeginFrame();
            var view = new FrameView(frame.Camera, targets.Width, targets.Height, _context.Limits.MaxTextureSize);
            FrameTargets inner = TargetsOf(targets, view);

            if (_light.Update(frame.Environment))
                _sky.Draw(_light, frame.Environment);
            var shadow = new SunShadow(view, _light.ToSun, _options.MaxShadowDistance, Math.Max(_options.ShadowMapSize, 1));
            bool throws = _options.ShadowMapSize > 0 && _light.Sun.Y > 1e-3f * _light.Ambient[0].Y;
            Collect(frame, view, throws ? shadow.Volume() : null);
            _lamps.Update(frame.Lights, view);
            _constants.Upload(FrameLight.Of(frame, view, shadow, _light, throws));
            _constants.Bind(0);
            if (_lamps.Count > 0)
                _lamps.Bind(1);
            _context.SetDrawDefaults();
            Watch?.Invoke("collecting");
            Draw(frame, inner, view, throws);
            _context.Check("Render");
        }
    }

    /// <summary>Deletes all that it made.</summary>
    public void Dispose()
    {
        foreach (FrameTargets targets in _targets)
            targets.Dispose();
        _targets.Clear();
        _made.Dispose();
    }

    private void Draw(RenderFrame frame, FrameTargets inner, in FrameView view, bool throws)
    {
        Timers?.Begin("shadows");
        if (throws)
            _shadows.Draw(_shadowing);
        End("shadows");
        Timers?.Begin("geometry");
        _geometry.Draw(_seen, inner, view);
        End("geometry");
        Timers?.Begin("lighting");
        bool finishes = FinishPass.IsNeeded(frame.Camera, view);
        GpuRenderTargets lit = finishes ? inner.LitDraw : inner.ColorOverDepth!;
        LightingFeatures features = FeaturesOf(frame.Environment) | (finishes ? LightingFeatures.Luma : LightingFeatures.None);
        _lighting.Draw(lit, inner, view, _shadows.Map, _sky.Map, features);
        End("lighting");
        Timers?.Begin("finish");
        if (PrecipitationPass.IsNeeded(frame.Environment))
            _precipitation.Draw(lit, frame, view);
        if (finishes)
            _finish.Draw(frame, inner, view);
        End("finish");
    }

    private void End(string pass)
    {
        Timers?.End(pass);
        Watch?.Invoke(pass);
    }

    private LightingFeatures FeaturesOf(RenderEnvironment environment)
    {
        LightingFeatures features = LightingFeatures.None;
        if (environment.Rain > 0 || environment.Snow > 0)
            features |= LightingFeatures.Weather;
        if (environment.Background is null && (environment.FogDensity > 1e-4f || environment.Rain > 0 || environment.Snow > 0))
            features |= LightingFeatures.Fog;
        if (_lamps.Count > 0)
            features |= LightingFeatures.Lamps;
        if (_light.IsNight)
            features |= LightingFeatures.Stars;
        if (environment.Background is not null)
            features |= LightingFeatures.Flat;
        return features;
    }

    private static void Check(CameraView camera)
    {
        if (!(camera.FieldOfView is > 0 and < 180))
            throw new SceneException($"A camera's field of view is {camera.FieldOfView} degrees; it must be more than 0 and less than 180.");
        if (!(camera.Near > 0 && camera.Far > camera.Near))
            throw new SceneException($"A camera sees from {camera.Near} to {camera.Far} metres; the first must be more than 0 and less than the second.");
    }

    // What the camera sees, and what throws shadows on that.
    private void Collect(RenderFrame frame, in FrameView view, ClipVolume? shadows)
    {
        ReadOnlySpan<DrawItem> items = CollectionsMarshal.AsSpan(frame.Items);
        var volume = new ClipVolume(view.Clip, near: true);
        var shadowed = new ClipVolume(view.ClipUpTo(_options.MaxShadowDistance), near: false);
        Vector3 fall = _light.ToSun * (-2 * _options.MaxShadowDistance / MathF.Max(_light.ToSun.Y, 0.2f));
        _seen.Clear(items.Length);
        _shadowing.Clear(items.Length);
        for (int i = 0; i < items.Length; i++)
        {
            ref readonly DrawItem item = ref items[i];
            bool seen = !_options.Culls || volume.Touches(item.Mesh.Bounds, item.World, view.Position);

            // A shadow matters where it falls into what the camera sees.
            bool shadowing = item.CastsShadow && shadows is { } sun && (!_options.Culls
                || (sun.Touches(item.Mesh.Bounds, item.World, view.Position) && shadowed.TouchesSwept(item.Mesh.Bounds, item.World, view.Position, fall)));
            if ((!seen && !shadowing) || Meshes.Find(item.Mesh) is not { } mesh)
                continue;
            if (seen)
                _seen.Add(i, item, mesh, Reach(item, view), shadow: false);
            if (shadowing)
                _shadowing.Add(i, item, mesh, 0, shadow: true);
        }

        _seen.Finish(frame.Items, view.Position, view.NextPosition);
        _shadowing.Finish(frame.Items, view.Position, view.NextPosition);
    }

    // How far it reaches from the camera. What ends near hides what goes far: the ground, under everything, is drawn last.
    private static float Reach(in DrawItem item, in FrameView view)
    {
        Vector3 half = item.Mesh.Bounds.Size * 0.5f;
        Vector3 center = Vector3.Transform(item.Mesh.Bounds.Center, item.World) - view.Position;
        Matrix4x4 world = item.World;
        return Vector3.Dot(center, view.Forward)
            + MathF.Abs(Vector3.Dot(new Vector3(world.M11, world.M12, world.M13), view.Forward) * half.X)
            + MathF.Abs(Vector3.Dot(new Vector3(world.M21, world.M22, world.M23), view.Forward) * half.Y)
            + MathF.Abs(Vector3.Dot(new Vector3(world.M31, world.M32, world.M33), view.Forward) * half.Z);
    }

    // Side by side for each kind of view, so that changing between kinds makes nothing anew.
    private FrameTargets TargetsOf(SceneTargets outer, in FrameView view)
    {
        for (int i = _targets.Count - 1; i >= 0; i--)
        {
            if (ReferenceEquals(_targets[i].Outer, outer) && _targets[i].Fit(view))
                return _targets[i];

            // Its owner is done with it.
            if (_targets[i].Outer.Color.IsDisposed)
            {
                _targets[i].Dispose();
                _targets.RemoveAt(i);
            }
        }

        var made = new FrameTargets(_context, outer, view);
        _targets.Add(made);
        return made;
    }
}
