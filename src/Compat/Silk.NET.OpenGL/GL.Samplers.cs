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

    public void GenSamplers(Span<uint> samplers)
    {
        fixed (uint* pointer = samplers)
            GenSamplers((uint)samplers.Length, pointer);
    }

    public void DeleteSampler(uint samplers) => DeleteSamplers(1, &samplers);

    public void DeleteSamplers(ReadOnlySpan<uint> samplers)
    {
        fixed (uint* pointer = samplers)
            DeleteSamplers((uint)samplers.Length, pointer);
    }

    private nint _isSampler;

    public bool IsSampler(uint samplers) =>
        ((delegate* unmanaged[Cdecl]<uint, byte>)Entry(ref _isSampler, "glIsSampler"))(samplers) != 0;

    private nint _bindSampler;

    public void BindSampler(uint unit, uint sampler) =>
        ((delegate* unmanaged[Cdecl]<uint, uint, void>)Entry(ref _bindSampler, "glBindSampler"))(unit, sampler);

    private nint _samplerParameteri;

    public void SamplerParameter(uint sampler, SamplerParameterI pname, int param) =>
        ((delegate* unmanaged[Cdecl]<uint, SamplerParameterI, int, void>)
            Entry(ref _samplerParameteri, "glSamplerParameteri"))(sampler, pname, param);

    public void SamplerParameter(uint sampler, GLEnum pname, int param) =>
        SamplerParameter(sampler, (SamplerParameterI)pname, param);

    private nint _samplerParameterf;

    public void SamplerParameter(uint sampler, SamplerParameterF pname, float param) =>
        ((delegate* unmanaged[Cdecl]<uint, SamplerParameterF, float, void>)
            Entry(ref _samplerParameterf, "glSamplerParameterf"))(sampler, pname, param);

    public void SamplerParameter(uint sampler, GLEnum pname, float param) =>
        SamplerParameter(sampler, (SamplerParameterF)pname, param);

    private nint _getSamplerParameteriv;

    public void GetSamplerParameter(uint sampler, SamplerParameterI pname, out int @params)
    {
        fixed (int* paramsPointer = &@params)
            ((delegate* unmanaged[Cdecl]<uint, SamplerParameterI, int*, void>)
                Entry(ref _getSamplerParameteriv, "glGetSamplerParameteriv"))(sampler, pname, paramsPointer);
    }

    public void GetSamplerParameter(uint sampler, GLEnum pname, out int @params) =>
        GetSamplerParameter(sampler, (SamplerParameterI)pname, out @params);
}
