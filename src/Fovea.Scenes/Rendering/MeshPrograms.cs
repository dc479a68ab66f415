using Fovea.Gpu;
using Silk.NET.OpenGL;

namespace Fovea.Scenes.Rendering;

/// <summary>The programs of one mesh pass, one for each set of features that a batch can ask for, built when first needed.</summary>
internal sealed class MeshPrograms
{
    private const BatchFlags Features = BatchFlags.Cutoff | BatchFlags.Pattern | BatchFlags.NormalMap | BatchFlags.Glows
        | BatchFlags.Plain | BatchFlags.Moves;
    private static readonly string[] Maps = ["baseColorMap", "metalRoughMap", "normalMap", "glowMap"];

    private readonly GpuContext _context;
    private readonly string _vertex;
    private readonly string _fragment;
    private readonly GpuProgram?[] _programs = new GpuProgram?[512];

    public MeshPrograms(GpuContext context, string vertex, string fragment)
    {
        _context = context;
        _vertex = vertex;
        _fragment = fragment;
        Find(BatchFlags.None, false);
    }

    /// <summary>The program for a batch, set up to take its textures from units 0 to 3. It is in use then.</summary>
    public void Use(BatchFlags flags, bool textured) => Find(flags, textured).Use();

    private GpuProgram Find(BatchFlags flags, bool textured)
    {
        flags &= Features;
        int index = (int)flags | (textured ? 256 : 0);
        return _programs[index] ?? Build(index, flags, textured);
    }

    private GpuProgram Build(int index, BatchFlags flags, bool textured)
    {
        GpuProgram program = _context.Programs.Graphics(_vertex, _fragment, ShaderDefines.None
            .With("TEXTURED", textured)
            .With("CUTOFF", flags.HasFlag(BatchFlags.Cutoff))
            .With("PATTERN", flags.HasFlag(BatchFlags.Pattern))
            .With("NORMALMAP", flags.HasFlag(BatchFlags.NormalMap))
            .With("PLAIN", flags.HasFlag(BatchFlags.Plain))
            .With("MOVES", flags.HasFlag(BatchFlags.Moves))
            .With("GLOWS", flags.HasFlag(BatchFlags.Glows)));
        using (_context.Enter())
        {
            program.Use();
            for (int i = 0; i < Maps.Length; i++)
            {
                if (program.Uniform(Maps[i]) is >= 0 and var location)
                    _context.GL.Uniform1(location, i);
            }
        }

        return _programs[index] = program;
    }
}
