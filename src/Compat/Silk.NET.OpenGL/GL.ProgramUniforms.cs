namespace Silk.NET.OpenGL;

// Uniforms of a named program, whichever is in use.
public unsafe partial class GL
{
    private nint _programUniform1i;

    public void ProgramUniform1(uint program, int location, int v0) =>
        ((delegate* unmanaged[Cdecl]<uint, int, int, void>)Entry(ref _programUniform1i, "glProgramUniform1i"))(program, location, v0);

    private nint _programUniform1ui;

    public void ProgramUniform1(uint program, int location, uint v0) =>
        ((delegate* unmanaged[Cdecl]<uint, int, uint, void>)Entry(ref _programUniform1ui, "glProgramUniform1ui"))(program, location, v0);

    private nint _programUniform1f;

    public void ProgramUniform1(uint program, int location, float v0) =>
        ((delegate* unmanaged[Cdecl]<uint, int, float, void>)Entry(ref _programUniform1f, "glProgramUniform1f"))(program, location, v0);

    private nint _programUniform2i;

    public void ProgramUniform2(uint program, int location, int v0, int v1) =>
        ((delegate* unmanaged[Cdecl]<uint, int, int, int, void>)
            Entry(ref _programUniform2i, "glProgramUniform2i"))(program, location, v0, v1);

    private nint _programUniform2ui;

    public void ProgramUniform2(uint program, int location, uint v0, uint v1) =>
        ((delegate* unmanaged[Cdecl]<uint, int, uint, uint, void>)
            Entry(ref _programUniform2ui, "glProgramUniform2ui"))(program, location, v0, v1);

    private nint _programUniform2f;

    public void ProgramUniform2(uint program, int location, float v0, float v1) =>
        ((delegate* unmanaged[Cdecl]<uint, int, float, float, void>)
            Entry(ref _programUniform2f, "glProgramUniform2f"))(program, location, v0, v1);

    private nint _programUniform3i;

    public void ProgramUniform3(uint program, int location, int v0, int v1, int v2) =>
        ((delegate* unmanaged[Cdecl]<uint, int, int, int, int, void>)
            Entry(ref _programUniform3i, "glProgramUniform3i"))(program, location, v0, v1, v2);

    private nint _programUniform3ui;

    public void ProgramUniform3(uint program, int location, uint v0, uint v1, uint v2) =>
        ((delegate* unmanaged[Cdecl]<uint, int, uint, uint, uint, void>)
            Entry(ref _programUniform3ui, "glProgramUniform3ui"))(program, location, v0, v1, v2);

    private nint _programUniform3f;

    public void ProgramUniform3(uint program, int location, float v0, float v1, float v2) =>
        ((delegate* unmanaged[Cdecl]<uint, int, float, float, float, void>)
            Entry(ref _programUniform3f, "glProgramUniform3f"))(program, location, v0, v1, v2);

    private nint _programUniform4i;

    public void ProgramUniform4(uint program, int location, int v0, int v1, int v2, int v3) =>
        ((delegate* unmanaged[Cdecl]<uint, int, int, int, int, int, void>)
            Entry(ref _programUniform4i, "glProgramUniform4i"))(program, location, v0, v1, v2, v3);

    private nint _programUniform4ui;

    public void ProgramUniform4(uint program, int location, uint v0, uint v1, uint v2, uint v3) =>
        ((delegate* unmanaged[Cdecl]<uint, int, uint, uint, uint, uint, void>)
            Entry(ref _programUniform4ui, "glProgramUniform4ui"))(program, location, v0, v1, v2, v3);

    private nint _programUniform4f;

    public void ProgramUniform4(uint program, int location, float v0, float v1, float v2, float v3) =>
        ((delegate* unmanaged[Cdecl]<uint, int, float, float, float, float, void>)
            Entry(ref _programUniform4f, "glProgramUniform4f"))(program, location, v0, v1, v2, v3);
}
