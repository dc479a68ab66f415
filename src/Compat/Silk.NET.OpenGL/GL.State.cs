namespace Silk.NET.OpenGL;

// Fixed-function state: what is enabled, the viewport, blending, depth, stencil, rasterization.
public unsafe partial class GL
{
    private nint _enable;

    public void Enable(EnableCap cap) =>
        ((delegate* unmanaged[Cdecl]<EnableCap, void>)Entry(ref _enable, "glEnable"))(cap);

    public void Enable(GLEnum cap) =>
        Enable((EnableCap)cap);

    private nint _disable;

    public void Disable(EnableCap cap) =>
        ((delegate* unmanaged[Cdecl]<EnableCap, void>)Entry(ref _disable, "glDisable"))(cap);

    public void Disable(GLEnum cap) =>
        Disable((EnableCap)cap);

    private nint _isEnabled;

    public bool IsEnabled(EnableCap cap) =>
        ((delegate* unmanaged[Cdecl]<EnableCap, byte>)Entry(ref _isEnabled, "glIsEnabled"))(cap) != 0;

    public bool IsEnabled(GLEnum cap) =>
        IsEnabled((EnableCap)cap);

    private nint _viewport;

    public void Viewport(int x, int y, uint width, uint height) =>
        ((delegate* unmanaged[Cdecl]<int, int, uint, uint, void>)Entry(ref _viewport, "glViewport"))(x, y, width, height);

    private nint _scissor;

    public void Scissor(int x, int y, uint width, uint height) =>
        ((delegate* unmanaged[Cdecl]<int, int, uint, uint, void>)Entry(ref _scissor, "glScissor"))(x, y, width, height);

    private nint _clear;

    public void Clear(ClearBufferMask mask) =>
        ((delegate* unmanaged[Cdecl]<ClearBufferMask, void>)Entry(ref _clear, "glClear"))(mask);

    private nint _clearColor;

    public void ClearColor(float red, float green, float blue, float alpha) =>
        ((delegate* unmanaged[Cdecl]<float, float, float, float, void>)Entry(ref _clearColor, "glClearColor"))(red, green, blue, alpha);

    private nint _clearDepthf;

    public void ClearDepth(float d) =>
        ((delegate* unmanaged[Cdecl]<float, void>)Entry(ref _clearDepthf, "glClearDepthf"))(d);

    private nint _colorMask;

    public void ColorMask(bool red, bool green, bool blue, bool alpha) =>
        ((delegate* unmanaged[Cdecl]<byte, byte, byte, byte, void>)
            Entry(ref _colorMask, "glColorMask"))(Flag(red), Flag(green), Flag(blue), Flag(alpha));

    private nint _depthMask;

    public void DepthMask(bool flag) =>
        ((delegate* unmanaged[Cdecl]<byte, void>)Entry(ref _depthMask, "glDepthMask"))(Flag(flag));

    private nint _depthFunc;

    public void DepthFunc(DepthFunction func) =>
        ((delegate* unmanaged[Cdecl]<DepthFunction, void>)Entry(ref _depthFunc, "glDepthFunc"))(func);

    public void DepthFunc(GLEnum func) =>
        DepthFunc((DepthFunction)func);

    private nint _blendFunc;

    public void BlendFunc(BlendingFactor sfactor, BlendingFactor dfactor) =>
        ((delegate* unmanaged[Cdecl]<BlendingFactor, BlendingFactor, void>)Entry(ref _blendFunc, "glBlendFunc"))(sfactor, dfactor);

    private nint _blendFuncSeparate;

    public void BlendFuncSeparate(
        BlendingFactor sfactorRGB, BlendingFactor dfactorRGB, BlendingFactor sfactorAlpha, BlendingFactor dfactorAlpha) =>
        ((delegate* unmanaged[Cdecl]<BlendingFactor, BlendingFactor, BlendingFactor, BlendingFactor, void>)
            Entry(ref _blendFuncSeparate, "glBlendFuncSeparate"))(sfactorRGB, dfactorRGB, sfactorAlpha, dfactorAlpha);

    public void BlendFuncSeparate(GLEnum sfactorRGB, GLEnum dfactorRGB, GLEnum sfactorAlpha, GLEnum dfactorAlpha) =>
        BlendFuncSeparate(
            (BlendingFactor)sfactorRGB, (BlendingFactor)dfactorRGB, (BlendingFactor)sfactorAlpha, (BlendingFactor)dfactorAlpha);

    private nint _blendEquationSeparate;

    public void BlendEquationSeparate(BlendEquationModeEXT modeRGB, BlendEquationModeEXT modeAlpha) =>
        ((delegate* unmanaged[Cdecl]<BlendEquationModeEXT, BlendEquationModeEXT, void>)
            Entry(ref _blendEquationSeparate, "glBlendEquationSeparate"))(modeRGB, modeAlpha);

    public void BlendEquationSeparate(GLEnum modeRGB, GLEnum modeAlpha) =>
        BlendEquationSeparate((BlendEquationModeEXT)modeRGB, (BlendEquationModeEXT)modeAlpha);

    private nint _blendColor;

    public void BlendColor(float red, float green, float blue, float alpha) =>
        ((delegate* unmanaged[Cdecl]<float, float, float, float, void>)Entry(ref _blendColor, "glBlendColor"))(red, green, blue, alpha);

    private nint _cullFace;

    public void CullFace(TriangleFace mode) =>
        ((delegate* unmanaged[Cdecl]<TriangleFace, void>)Entry(ref _cullFace, "glCullFace"))(mode);

    public void CullFace(GLEnum mode) =>
        CullFace((TriangleFace)mode);

    private nint _frontFace;

    public void FrontFace(FrontFaceDirection mode) =>
        ((delegate* unmanaged[Cdecl]<FrontFaceDirection, void>)Entry(ref _frontFace, "glFrontFace"))(mode);

    public void FrontFace(GLEnum mode) =>
        FrontFace((FrontFaceDirection)mode);

    private nint _clipControl;

    public void ClipControl(ClipControlOrigin origin, ClipControlDepth depth) =>
        ((delegate* unmanaged[Cdecl]<ClipControlOrigin, ClipControlDepth, void>)Entry(ref _clipControl, "glClipControl"))(origin, depth);

    public void ClipControl(GLEnum origin, GLEnum depth) =>
        ClipControl((ClipControlOrigin)origin, (ClipControlDepth)depth);

    private nint _polygonMode;

    public void PolygonMode(GLEnum face, GLEnum mode) =>
        ((delegate* unmanaged[Cdecl]<GLEnum, GLEnum, void>)Entry(ref _polygonMode, "glPolygonMode"))(face, mode);

    private nint _polygonOffset;

    public void PolygonOffset(float factor, float units) =>
        ((delegate* unmanaged[Cdecl]<float, float, void>)Entry(ref _polygonOffset, "glPolygonOffset"))(factor, units);

    private nint _stencilFuncSeparate;

    public void StencilFuncSeparate(TriangleFace face, StencilFunction func, int @ref, uint mask) =>
        ((delegate* unmanaged[Cdecl]<TriangleFace, StencilFunction, int, uint, void>)
            Entry(ref _stencilFuncSeparate, "glStencilFuncSeparate"))(face, func, @ref, mask);

    private nint _stencilOpSeparate;

    public void StencilOpSeparate(TriangleFace face, StencilOp sfail, StencilOp dpfail, StencilOp dppass) =>
        ((delegate* unmanaged[Cdecl]<TriangleFace, StencilOp, StencilOp, StencilOp, void>)
            Entry(ref _stencilOpSeparate, "glStencilOpSeparate"))(face, sfail, dpfail, dppass);

    private nint _stencilMaskSeparate;

    public void StencilMaskSeparate(TriangleFace face, uint mask) =>
        ((delegate* unmanaged[Cdecl]<TriangleFace, uint, void>)Entry(ref _stencilMaskSeparate, "glStencilMaskSeparate"))(face, mask);

    private nint _flush;

    public void Flush() =>
        ((delegate* unmanaged[Cdecl]<void>)Entry(ref _flush, "glFlush"))();

    private nint _finish;

    public void Finish() =>
        ((delegate* unmanaged[Cdecl]<void>)Entry(ref _finish, "glFinish"))();

    private nint _depthRangef;

    public void DepthRange(float n, float f) =>
        ((delegate* unmanaged[Cdecl]<float, float, void>)Entry(ref _depthRangef, "glDepthRangef"))(n, f);
}
