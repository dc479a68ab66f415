namespace Silk.NET.OpenGL;

// Drawing and compute.
public unsafe partial class GL
{
    private nint _drawArrays;

    public void DrawArrays(PrimitiveType mode, int first, uint count) =>
        ((delegate* unmanaged[Cdecl]<PrimitiveType, int, uint, void>)Entry(ref _drawArrays, "glDrawArrays"))(mode, first, count);

    private nint _drawArraysInstanced;

    public void DrawArraysInstanced(PrimitiveType mode, int first, uint count, uint instancecount) =>
        ((delegate* unmanaged[Cdecl]<PrimitiveType, int, uint, uint, void>)
            Entry(ref _drawArraysInstanced, "glDrawArraysInstanced"))(mode, first, count, instancecount);

    private nint _drawArraysIndirect;

    public void DrawArraysIndirect(PrimitiveType mode, void* indirect) =>
        ((delegate* unmanaged[Cdecl]<PrimitiveType, void*, void>)Entry(ref _drawArraysIndirect, "glDrawArraysIndirect"))(mode, indirect);

    private nint _dispatchCompute;

    public void DispatchCompute(uint num_groups_x, uint num_groups_y, uint num_groups_z) =>
        ((delegate* unmanaged[Cdecl]<uint, uint, uint, void>)
            Entry(ref _dispatchCompute, "glDispatchCompute"))(num_groups_x, num_groups_y, num_groups_z);

    private nint _memoryBarrier;

    public void MemoryBarrier(MemoryBarrierMask barriers) =>
        ((delegate* unmanaged[Cdecl]<MemoryBarrierMask, void>)Entry(ref _memoryBarrier, "glMemoryBarrier"))(barriers);

    private nint _drawElementsInstanced;

    public void DrawElementsInstanced(PrimitiveType mode, uint count, DrawElementsType type, void* indices, uint instancecount) =>
        ((delegate* unmanaged[Cdecl]<PrimitiveType, uint, DrawElementsType, void*, uint, void>)
            Entry(ref _drawElementsInstanced, "glDrawElementsInstanced"))(mode, count, type, indices, instancecount);
}
