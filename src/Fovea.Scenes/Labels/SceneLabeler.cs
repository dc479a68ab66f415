using System;
using System.Numerics;
using System.Runtime.InteropServices;
using Fovea.Gpu;
using Fovea.Scenes.Rendering;
using Silk.NET.OpenGL;

namespace Fovea.Scenes.Labels;

/// <summary>Measures the labelled objects of a rendered frame on the GPU: where each is seen, in how many pixels, and how many it would have.</summary>
/// <remarks>
/// What is counted are the pixels of <see cref="SceneTargets.Geometry"/> themselves, by integers, so a frame has the same measures in every
/// run. Timers, where they are given, see the stages <c>labels: seen</c>, <c>labels: unhidden</c> and <c>labels: points</c>.
/// </remarks>
public sealed class SceneLabeler : IDisposable
{
    // On a processor long pieces of columns cost fewer atomics; on a GPU short ones keep more of it busy. Measured on llvmpipe.
    private const int ProcessorSpan = 90;
    private const int GpuSpan = 16;
    private const int Group = 64;
    private const float KeypointSlack = 0.01f;
    private const float KeypointInside = 0.15f;

    private readonly GpuContext _context;
    private readonly GpuTimers? _timers;
    private readonly GpuProgram _visible;
    private readonly GpuProgram _finish;
    private readonly UnhiddenPass? _unhidden;
    private readonly int _span;
    private readonly GpuBuffer _frame;
    private readonly GpuBuffer _objects;
    private readonly GpuBuffer _keypoints;
    private uint[] _words = new uint[1024];

    /// <summary>Builds what labels need on the GPU. Do this outside the frame loop.</summary>
    /// <param name="context">A context with compute shaders.</param>
    /// <param name="renderer">
    /// What draws the frames, whose objects are drawn once more, each alone; null where frames come from elsewhere: then nothing is known of
    /// what is hidden, and unhidden pixels are those that are seen.
    /// </param>
    /// <param name="timers">Measures the stages; null for none.</param>
    public SceneLabeler(GpuContext context, SceneRenderer? renderer = null, GpuTimers? timers = null)
    {
        _context = context;
        _timers = timers;
        _span = context.Info.IsSoftware ? ProcessorSpan : GpuSpan;
        context.Shaders.AddAssembly(typeof(SceneLabeler).Assembly);
        _visible = context.Programs.Compute("scenes/labels/visible.comp", ShaderDefines.None.With("GROUP", Group).With("SPAN", _span));
        _finish = context.Programs.Compute("scenes/labels/finish.comp");
        using var making = new Making();
        _frame = making.Own(new GpuBuffer(context, 16, "labels' frame", BufferUsageARB.DynamicDraw));
        _objects = making.Own(new GpuBuffer(context, 64 * sizeof(uint), "labelled objects", BufferUsageARB.DynamicDraw));
        _keypoints = making.Own(new GpuBuffer(context, 64 * 16, "labelled points", BufferUsageARB.DynamicDraw));
        Measures = making.Own(new GpuBuffer(context, 4L * MeasureLayout.Words(64, 64), "labels' measures", BufferUsageARB.DynamicCopy));
        if (renderer is not null)
            _unhidden = making.Own(new UnhiddenPass(context, renderer));
        making.Complete();
    }

    /// <summary>The measures of the latest frame, as <see cref="MeasureLayout"/> has them. It grows when there are more objects than before.</summary>
    public GpuBuffer Measures { get; }

    /// <summary>How many labelled objects the latest frame has.</summary>
    public int ObjectCount => Sheet.Count;

    /// <summary>How many bytes of <see cref="Measures"/> belong to the latest frame.</summary>
    public int MeasureBytes => sizeof(uint) * MeasureLayout.Words(Sheet.Count, Sheet.KeypointCount);

    /// <summary>What the CPU knows of the latest frame's objects.</summary>
    internal LabelSheet Sheet { get; } = new();

    /// <summary>
    /// Measures a frame. Nothing is waited for, and nothing allocated once there have been as many objects. Afterwards <see cref="Measures"/>
    /// may be read by shaders or read back.
    /// </summary>
    /// <param name="frame">What was drawn.</param>
    /// <param name="targets">What came of it.</param>
    /// <exception cref="SceneException">The frame's labelled objects are not numbered as they must be.</exception>
    public void Measure(RenderFrame frame, SceneTargets targets)
    {
        _context.AssertThread();
        var camera = new CameraProjection(frame.Camera, targets.Width, targets.Height);
        Sheet.Fill(frame, camera);
        using (_context.Enter())
        {
            var view = new FrameView(frame.Camera, targets.Width, targets.Height, _context.Limits.MaxTextureSize);
            Upload(targets);
            _timers?.Begin("labels: seen");
            targets.Geometry.Bind(0);
            _frame.Whole.BindUniform(0);
            Measures.Whole.BindStorage(0);
            _objects.Whole.BindStorage(1);
            _context.Dispatch(_visible, (uint)((targets.Width + Group - 1) / Group), (uint)((targets.Height + _span - 1) / _span));
            _timers?.End("labels: seen");

            if (_unhidden is not null)
            {
                _timers?.Begin("labels: unhidden");
                _unhidden.Run(frame, camera, view, Sheet, _frame, Measures);
                _timers?.End("labels: unhidden");
            }

            _timers?.Begin("labels: points");
            targets.Geometry.Bind(0);
            _frame.Whole.BindUniform(0);
            Measures.Whole.BindStorage(0);
            _keypoints.Whole.BindStorage(1);
            _context.Barrier(MemoryBarrierMask.ShaderStorageBarrierBit);
            int most = Math.Max(Sheet.Count, Sheet.KeypointCount);
            if (most > 0)
                _context.Dispatch(_finish, (uint)((most + 63) / 64));
            _context.Barrier(MemoryBarrierMask.ShaderStorageBarrierBit | MemoryBarrierMask.BufferUpdateBarrierBit);
            _timers?.End("labels: points");
        }
    }

    /// <summary>Frees what it holds on the GPU.</summary>
    public void Dispose()
    {
        _frame.Dispose();
        _objects.Dispose();
        _keypoints.Dispose();
        Measures.Dispose();
        _unhidden?.Dispose();
    }

    private void Upload(SceneTargets targets)
    {
        int objects = Sheet.Count, keypoints = Sheet.KeypointCount;
        Fit(_objects, 4L * objects);
        Fit(_keypoints, 16L * keypoints);
        Fit(Measures, MeasureBytes);
        _frame.Upload<uint>(stackalloc uint[] { (uint)targets.Width, (uint)targets.Height, (uint)objects, (uint)keypoints });

        Span<uint> words = Words(objects);
        for (int i = 0; i < objects; i++)
            words[i] = Sheet.Instances[i].Id;
        _objects.Upload<uint>(words);

        words = Words(4 * keypoints);
        foreach (ref readonly InstanceLabel label in Sheet.Instances)
        {
            for (int i = label.FirstKeypoint; i < label.FirstKeypoint + label.KeypointCount; i++)
                Write(Sheet.Keypoints[i], label, words.Slice(4 * i, 4));
        }

        _keypoints.Upload<uint>(words);

        // Counts begin at 0; the first column and row at the greatest number.
        words = Words(MeasureLayout.Words(objects, keypoints));
        words.Clear();
        for (int i = 0; i < objects; i++)
        {
            Span<uint> record = words.Slice(MeasureLayout.Records + (MeasureLayout.RecordWords * i), MeasureLayout.RecordWords);
            record.Slice(MeasureLayout.Box, 2).Fill(uint.MaxValue);
            record[MeasureLayout.UnhiddenPixels] = _unhidden is null ? uint.MaxValue : 0;
        }

        Measures.Upload<uint>(words);
    }

    // A surface hides a point only if it is nearer by more than a hundredth: points on a surface lie a little below the pixel's. Joints lie
    // inside their own object and are seen nevertheless; what lies deeper than a share of the object's longest side is on its far side.
    private static void Write(in LabelledKeypoint point, in InstanceLabel label, Span<uint> words)
    {
        Vector3 size = label.Box3D.Size;
        float slack = KeypointSlack * point.Depth, inside = KeypointInside * MathF.Max(size.X, MathF.Max(size.Y, size.Z));
        words[0] = point.Visibility == 0 ? uint.MaxValue : (uint)point.Position.X | ((uint)point.Position.Y << 16);
        words[1] = BitConverter.SingleToUInt32Bits(point.Depth - slack);
        words[2] = label.Id;
        words[3] = inside > 0 ? BitConverter.SingleToUInt32Bits(point.Depth - MathF.Max(slack, inside)) : 0; // an unknown size tells nothing
    }

    private static void Fit(GpuBuffer buffer, long bytes)
    {
        if (buffer.Size < bytes)
            buffer.Reallocate(Math.Max(bytes, 2 * buffer.Size), BufferUsageARB.DynamicDraw);
    }

    private Span<uint> Words(int count)
    {
        if (_words.Length < count)
            _words = new uint[Math.Max(count, 2 * _words.Length)];
        return _words.AsSpan(0, count);
    }
}
