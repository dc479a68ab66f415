namespace Silk.NET.OpenGL;

// Uniforms of a named program, whichever is in use.
public unsafe partial class GL
{
    private nint _programUniform4ui;

    public void ProgramUniform4(uint program, int location, uint v0, uint v1, uint v2, uint v3) =>
        ((delegate* unmanaged[Cdecl]<uint, int, uint, uint, uint, uint, void>)
            Entry(ref _programUniform4ui, "glProgramUniform4ui"))(program, location, v0, v1, v2, v3);
}
