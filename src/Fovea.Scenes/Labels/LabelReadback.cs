using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using Fovea.Gpu;
using Fovea.Scenes.Rendering;
using Silk.NET.OpenGL;

namespace Fovea.Scenes.Labels;

/// <summary>Brings rendered frames with their labels to the CPU some frames later, in their order, without either waiting for the other.</summary>
/// <remarks>
/// The render thread only starts copies and moves bytes that have arrived; objects and normals are decoded by whoever asks a frame for
/// them. Frames are lent: what is disposed serves again, so memory stays flat however many there are.
/// </remarks>
public sealed class LabelReadback : IDisposable
{
    private readonly GpuContext _context;
    private readonly SceneLabeler _labeler;
    private readonly LabelPacker _packer;
    private readonly Readback<LabelToken> _ring;
    private readonly Stack<LabelSheet> _sheets = new();
    private readonly LabelledFramePool _frames = new();
    private LabelledFrame? _arrived;

    /// <summary>Makes the ring. Its memory grows with the first frames.</summary>
    /// <param name="context">Where frames are rendered.</param>
    /// <param name="labeler">Measures their objects; it stays its owner's to dispose.</param>
    /// <param name="slots">How many frames may be under way; a GPU runs two or three behind.</param>
    public LabelReadback(GpuContext context, SceneLabeler labeler, int slots = 3)
    {
        (_context, _labeler) = (context, labeler);
        context.Shaders.AddAssembly(typeof(LabelReadback).Assembly);
        _packer = new LabelPacker(context);
        _ring = new Readback<LabelToken>(context, 4, "labels", slots);
        for (int i = 0; i < slots; i++)
            _sheets.Push(new LabelSheet());
    }

    /// <summary>How many frames are under way.</summary>
    public int Pending => _ring.Pending;

    /// <summary>True when the next frame would be refused.</summary>
    public bool IsFull => _ring.IsFull;

    /// <summary>Starts bringing a frame; where objects are asked for, they are measured here.</summary>
    /// <param name="frame">What was drawn.</param>
    /// <param name="targets">What came of it.</param>
    /// <param name="parts">What of it.</param>
    /// <returns>False when the ring is full: nothing was started.</returns>
    /// <exception cref="ArgumentException">No part was asked for.</exception>
    /// <exception cref="SceneException">The frame's labelled objects are not numbered as they must be.</exception>
    public bool TryEnqueue(RenderFrame frame, SceneTargets targets, LabelParts parts)
    {
        _context.AssertThread();
        if (parts == LabelParts.None)
            throw new ArgumentException("No part of the frame was asked for.", nameof(parts));
        if (IsFull)
            return false;

        bool objects = (parts & LabelParts.Objects) != 0;
        if (objects)
            _labeler.Measure(frame, targets);
        var layout = new LabelTransfer(targets.Width, targets.Height, parts, _labeler.MeasureBytes);
        var token = new LabelToken { Index = frame.Index, Time = frame.Time, Camera = frame.Camera, Layout = layout };
        using (_context.Enter())
        {
            _ring.TryOpen(layout.Bytes, out GpuBuffer? buffer);
            _packer.Pack(targets, layout, buffer!);
            if (objects)
            {
                token.Sheet = _sheets.Pop();
                token.Sheet.CopyFrom(_labeler.Sheet);
                GL gl = _context.GL;
                gl.BindBuffer(BufferTargetARB.CopyReadBuffer, _labeler.Measures.Handle);
                gl.BindBuffer(BufferTargetARB.CopyWriteBuffer, buffer!.Handle);
                gl.CopyBufferSubData(
                    CopyBufferSubDataTarget.CopyReadBuffer, CopyBufferSubDataTarget.CopyWriteBuffer, 0, (nint)layout.Measures, (nuint)layout.MeasureBytes);
                _context.Check("CopyBufferSubData");
            }

            _ring.Enqueue((int)layout.Bytes, token);
        }

        return true;
    }

    /// <summary>Takes the oldest frame if it has arrived. Never waits.</summary>
    /// <param name="frame">The frame, to be disposed when it is done with; null when none has arrived.</param>
    /// <returns>False when none has arrived.</returns>
    public bool TryDequeue([NotNullWhen(true)] out LabelledFrame? frame)
    {
        _arrived = null;
        _ring.TryDequeue(this, static (data, token, self) => self.Take(data, token));
        frame = _arrived;
        _arrived = null;
        return frame != null;
    }

    /// <summary>Brings one frame and waits for it. For tools and tests.</summary>
    /// <param name="frame">What was drawn.</param>
    /// <param name="targets">What came of it.</param>
    /// <param name="parts">What of it.</param>
    /// <returns>The frame, to be disposed when it is done with.</returns>
    /// <exception cref="InvalidOperationException">Other frames are under way.</exception>
    /// <exception cref="SceneException">The frame's labelled objects are not numbered as they must be.</exception>
    public LabelledFrame Read(RenderFrame frame, SceneTargets targets, LabelParts parts = LabelParts.All)
    {
        if (Pending > 0)
            throw new InvalidOperationException($"{Pending} frames are under way; take them first.");
        TryEnqueue(frame, targets, parts);
        _context.GL.Finish();
        return TryDequeue(out LabelledFrame? read) ? read : throw new GpuException("The driver was to finish all its work and did not.");
    }

    /// <summary>Gives up what is under way and frees what it holds on the GPU. Frames that were taken stay readable.</summary>
    public void Dispose()
    {
        _ring.Dispose();
        _packer.Dispose();
    }

    private void Take(ReadOnlySpan<byte> data, LabelToken token)
    {
        _arrived = _frames.Take();
        _arrived.Fill(ref token, data);
        if (token.Sheet != null)
            _sheets.Push(token.Sheet);
    }
}
