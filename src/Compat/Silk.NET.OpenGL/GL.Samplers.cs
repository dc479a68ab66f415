using System;

namespace Silk.NET.OpenGL;

// Sampler objects.
public unsafe partial class GL
{
    private nint _genSamplers;

    public void GenSamplers(uint n, uint* samplers) =>
        ((delegate* unmanaged[Cdecl]<uint, uint*, void>)Entry(ref _genSamplers, "glGenSamplers"))(n, samplers);

    private nint _deleteSamplers;

    public void DeleteSamplers(uint n, uint* samplers) =>
        ((delegate* unmanaged[Cdecl]<uint, uint*, void>)Entry(ref _deleteSamplers, "glDeleteSamplers"))(n, samplers);

    public uint GenSampler()
    {
        uint name;
        GenSamplers(1, &name);
        return name;
    }

    public void DeleteSampler(uint samplers) => DeleteSamplers(1, &samplers);

    private nint _bindSampler;

    public void BindSampler(uint unit, uint sampler) =>
        ((delegate* unmanaged[Cdecl]<uint, uint, void>)Entry(ref _bindSampler, "glBindSampler"))(unit, sampler);

    private nint _samplerParameteri;

    public void SamplerParameter(uint sampler, GLEnum pname, int param) =>
        ((delegate* unmanaged[Cdecl]<uint, GLEnum, int, void>)
            Entry(ref _samplerParameteri, "glSamplerParameteri"))(sampler, pname, param);

    private nint _getSamplerParameteriv;

    public void GetSamplerParameter(uint sampler, GLEnum pname, out int @params)
    {
        fixed (int* paramsPointer = &@params)
            ((delegate* unmanaged[Cdecl]<uint, GLEnum, int*, void>)
                Entry(ref _getSamplerParameteriv, "glGetSamplerParameteriv"))(sampler, pname, paramsPointer);
    }
}
