using System.Collections.Generic;
using System.Linq;

namespace Fovea.Gpu;

/// <summary>
/// Memory for what is computed on the way, shared by all whose work never overlaps in time: as large as the largest of them needs, not as
/// large as all together.
/// </summary>
/// <remarks>
/// What is in it lives from the first to the last dispatch of one run. A run that is spread over frames holds its part until it is complete;
/// whoever begins another meanwhile moves to a part of its own, once, and stays there, so that after a few frames nobody moves any more. It
/// is allocated when somebody joins, and freed when nobody is left.
/// </remarks>
public sealed class ScratchMemory
{
    private readonly GpuContext _context;
    private readonly string _label;
    private readonly List<ScratchArena> _arenas = new();

    /// <summary>Memory apart from that of the context: for runs that shall never have to move.</summary>
    /// <param name="context">Where.</param>
    /// <param name="label">The name that messages and graphics debuggers show.</param>
    public ScratchMemory(GpuContext context, string label = "scratch")
    {
        _context = context;
        _label = label;
    }

    /// <summary>How many bytes are allocated.</summary>
    public long Bytes => _arenas.Sum(arena => arena.Buffer.Size);

    /// <summary>In how many parts: one, unless runs overlap.</summary>
    public int Parts => _arenas.Count;

    /// <summary>Gives a part that no run holds.</summary>
    /// <param name="user">Who will use it.</param>
    /// <param name="bytes">How much of it.</param>
    /// <exception cref="GpuException">The device has not that much memory.</exception>
    internal ScratchArena Join(IScratchUser user, long bytes)
    {
        _context.AssertThread();
        ScratchArena? arena = null;
        foreach (ScratchArena candidate in _arenas)
        {
            if (candidate.Holder is null && (arena is null || candidate.Buffer.Size > arena.Buffer.Size))
                arena = candidate;
        }

        if (arena is null)
            _arenas.Add(arena = new ScratchArena(_context, bytes, $"{_label} {_arenas.Count}"));
        else if (arena.Buffer.Size < bytes)
            arena.Grow(bytes);
        arena.Users.Add(user);
        return arena;
    }

    /// <summary>Gives a part back.</summary>
    internal void Leave(IScratchUser user, ScratchArena arena)
    {
        if (ReferenceEquals(arena.Holder, user))
            arena.Holder = null;
        arena.Users.Remove(user);
        if (arena.Users.Count > 0)
            return;
        _arenas.Remove(arena);
        arena.Buffer.Dispose();
    }
}
