using Silk.NET.OpenGL;

namespace Fovea.Gpu;

/// <summary>Viewport, scissor, blending, depth, culling and the switches that decide what a draw does.</summary>
internal sealed class RasterState : IHostStatePart
{
    // What a plain draw needs off, whatever the host had on.
    private static readonly GLEnum[] Switches =
    {
        GLEnum.Blend, GLEnum.DepthTest, GLEnum.CullFace, GLEnum.ScissorTest, GLEnum.StencilTest, GLEnum.RasterizerDiscard,
        GLEnum.PolygonOffsetFill, GLEnum.SampleAlphaToCoverage, GLEnum.SampleCoverage, GLEnum.Dither,
    };

    private static readonly GLEnum[] ComputeSwitches = { GLEnum.PrimitiveRestartFixedIndex, GLEnum.SampleMask };

    private static readonly GLEnum[] DesktopSwitches =
    {
        GLEnum.PrimitiveRestart, GLEnum.ColorLogicOp, GLEnum.DepthClamp, GLEnum.ClipDistance0, GLEnum.ClipDistance1,
        GLEnum.ClipDistance2, GLEnum.ClipDistance3, GLEnum.ClipDistance4, GLEnum.ClipDistance5, GLEnum.ClipDistance6,
        GLEnum.ClipDistance7, GLEnum.SampleAlphaToOne, GLEnum.PolygonSmooth,
    };

    private readonly GL _gl;
    private readonly bool _compute;
    private readonly bool _desktop;
    private readonly bool _hasClipControl;
    private readonly bool[] _on = new bool[Switches.Length + ComputeSwitches.Length + DesktopSwitches.Length];
    private readonly int[] _viewport = new int[4];
    private readonly int[] _scissor = new int[4];
    private readonly int[] _colorMask = new int[4];
    private readonly float[] _blendColor = new float[4];
    private readonly float[] _clearColor = new float[4];
    private readonly float[] _depthRange = new float[2];
    private float _clearDepth;
    private bool _srgb;
    private int _polygonMode;
    private int _clipOrigin;
    private int _clipDepth;
    private int _blendSourceRgb;
    private int _blendTargetRgb;
    private int _blendSourceAlpha;
    private int _blendTargetAlpha;
    private int _blendEquationRgb;
    private int _blendEquationAlpha;
    private int _depthMask;
    private int _depthFunction;
    private int _cullMode;
    private int _frontFace;

    public RasterState(GpuContext context)
    {
        _gl = context.GL;
        _compute = context.Info.HasCompute;
        _desktop = !context.Info.IsES;
        _hasClipControl = context.Info.HasClipControl;
    }

    // Hosts with reversed depth: their clip space is not the one that draws are made for.
    private bool HasOddClip => _clipOrigin != 0 && ((GLEnum)_clipOrigin != GLEnum.LowerLeft || (GLEnum)_clipDepth != GLEnum.NegativeOneToOne);

    public unsafe void Save()
    {
        int at = 0;
        at = SaveSwitches(Switches, at);
        if (_compute)
            at = SaveSwitches(ComputeSwitches, at);

        if (_desktop)
        {
            SaveSwitches(DesktopSwitches, at);
            _srgb = _gl.IsEnabled(GLEnum.FramebufferSrgb);

            // Compatibility contexts answer with two values, for front and back.
            int* modes = stackalloc int[2];
            _gl.GetInteger(GLEnum.PolygonMode, modes);
            _polygonMode = modes[0];
        }

        if (_hasClipControl)
        {
            _gl.GetInteger(GLEnum.ClipOrigin, out _clipOrigin);
            _gl.GetInteger(GLEnum.ClipDepthMode, out _clipDepth);
        }

        fixed (int* viewport = _viewport, scissor = _scissor, colorMask = _colorMask)
        fixed (float* blendColor = _blendColor, clearColor = _clearColor, depthRange = _depthRange)
        {
            _gl.GetInteger(GLEnum.Viewport, viewport);
            _gl.GetInteger(GLEnum.ScissorBox, scissor);
            _gl.GetInteger(GLEnum.ColorWritemask, colorMask);
            _gl.GetFloat(GLEnum.BlendColor, blendColor);
            _gl.GetFloat(GLEnum.ColorClearValue, clearColor);
            _gl.GetFloat(GLEnum.DepthRange, depthRange);
        }

        _gl.GetFloat(GLEnum.DepthClearValue, out _clearDepth);
        _gl.GetInteger(GLEnum.BlendSrcRgb, out _blendSourceRgb);
        _gl.GetInteger(GLEnum.BlendDstRgb, out _blendTargetRgb);
        _gl.GetInteger(GLEnum.BlendSrcAlpha, out _blendSourceAlpha);
        _gl.GetInteger(GLEnum.BlendDstAlpha, out _blendTargetAlpha);
        _gl.GetInteger(GLEnum.BlendEquationRgb, out _blendEquationRgb);
        _gl.GetInteger(GLEnum.BlendEquationAlpha, out _blendEquationAlpha);
        _gl.GetInteger(GLEnum.DepthWritemask, out _depthMask);
        _gl.GetInteger(GLEnum.DepthFunc, out _depthFunction);
        _gl.GetInteger(GLEnum.CullFaceMode, out _cullMode);
        _gl.GetInteger(GLEnum.FrontFace, out _frontFace);
    }

    public void Restore()
    {
        int at = 0;
        at = RestoreSwitches(Switches, at);
        if (_compute)
            at = RestoreSwitches(ComputeSwitches, at);

        if (_desktop)
        {
            RestoreSwitches(DesktopSwitches, at);
            Switch(GLEnum.FramebufferSrgb, _srgb);
            if (_polygonMode != (int)GLEnum.Fill)
                _gl.PolygonMode(GLEnum.FrontAndBack, (GLEnum)_polygonMode);
        }

        if (HasOddClip)
            _gl.ClipControl((GLEnum)_clipOrigin, (GLEnum)_clipDepth);

        _gl.Viewport(_viewport[0], _viewport[1], (uint)_viewport[2], (uint)_viewport[3]);
        _gl.Scissor(_scissor[0], _scissor[1], (uint)_scissor[2], (uint)_scissor[3]);
        _gl.ColorMask(_colorMask[0] != 0, _colorMask[1] != 0, _colorMask[2] != 0, _colorMask[3] != 0);
        _gl.BlendColor(_blendColor[0], _blendColor[1], _blendColor[2], _blendColor[3]);
        _gl.ClearColor(_clearColor[0], _clearColor[1], _clearColor[2], _clearColor[3]);
        _gl.ClearDepth(_clearDepth);
        _gl.DepthRange(_depthRange[0], _depthRange[1]);
        _gl.BlendFuncSeparate(
            (GLEnum)_blendSourceRgb, (GLEnum)_blendTargetRgb, (GLEnum)_blendSourceAlpha, (GLEnum)_blendTargetAlpha);
        _gl.BlendEquationSeparate((GLEnum)_blendEquationRgb, (GLEnum)_blendEquationAlpha);
        _gl.DepthMask(_depthMask != 0);
        _gl.DepthFunc((GLEnum)_depthFunction);
        _gl.CullFace((GLEnum)_cullMode);
        _gl.FrontFace((GLEnum)_frontFace);
    }

    /// <summary>A plain draw: nothing discarded, nothing blended, all colours written, triangles filled.</summary>
    public void SetDrawDefaults()
    {
        DisableAll(Switches);
        if (_compute)
            DisableAll(ComputeSwitches);

        if (_desktop)
        {
            DisableAll(DesktopSwitches);

            // Seldom anything else, and a call that OpenGL ES lacks: made only when it has something to do.
            if (_polygonMode != (int)GLEnum.Fill && _polygonMode != 0)
                _gl.PolygonMode(GLEnum.FrontAndBack, GLEnum.Fill);
        }

        if (HasOddClip)
            _gl.ClipControl(GLEnum.LowerLeft, GLEnum.NegativeOneToOne);
        _gl.ColorMask(true, true, true, true);
        _gl.DepthMask(true);
        _gl.DepthFunc(GLEnum.Less);
        _gl.DepthRange(0, 1);
        _gl.FrontFace(GLEnum.Ccw);
        _gl.CullFace(GLEnum.Back);
        _gl.BlendEquationSeparate(GLEnum.FuncAdd, GLEnum.FuncAdd);
    }

    private int SaveSwitches(GLEnum[] names, int at)
    {
        foreach (GLEnum name in names)
            _on[at++] = _gl.IsEnabled(name);

        return at;
    }

    private int RestoreSwitches(GLEnum[] names, int at)
    {
        foreach (GLEnum name in names)
            Switch(name, _on[at++]);

        return at;
    }

    private void DisableAll(GLEnum[] names)
    {
        foreach (GLEnum name in names)
            _gl.Disable(name);
    }

    private void Switch(GLEnum name, bool on)
    {
        if (on)
            _gl.Enable(name);
        else
            _gl.Disable(name);
    }
}
