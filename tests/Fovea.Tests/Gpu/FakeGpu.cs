using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Silk.NET.OpenGL;

namespace Fovea.Tests.Gpu;

/// <summary>
/// A lookup of GL functions that pretends to be a GPU with a clock of its own: each dispatch takes as long as the test says, and timestamps
/// and fences tell of that. It also remembers what a run binds and dispatches, and can keep all that from the driver.
/// </summary>
/// <remarks>Static, because a driver's functions know no object; tests run on the one GL thread, each after a <see cref="Over"/>.</remarks>
internal static unsafe class FakeGpu
{
    private const uint QueryResultAvailable = 0x8867;
    private const uint OutOfMemory = 0x0505;
    private const uint AlreadySignaled = 0x911A, TimeoutExpired = 0x911B;

    private static readonly Dictionary<string, nint> Real = new();
    private static readonly Dictionary<uint, double> Stamps = new();
    private static readonly Dictionary<nint, double> Fences = new();
    private static double _busyUntil;
    private static uint _error;

    private static readonly Dictionary<string, nint> Thunks = new()
    {
        ["glUseProgram"] = (nint)(delegate* unmanaged[Cdecl]<uint, void>)&UseProgram,
        ["glBindBufferRange"] = (nint)(delegate* unmanaged[Cdecl]<uint, uint, uint, nint, nint, void>)&BindBufferRange,
        ["glActiveTexture"] = (nint)(delegate* unmanaged[Cdecl]<uint, void>)&ActiveTexture,
        ["glBindTexture"] = (nint)(delegate* unmanaged[Cdecl]<uint, uint, void>)&BindTexture,
        ["glMemoryBarrier"] = (nint)(delegate* unmanaged[Cdecl]<uint, void>)&MemoryBarrier,
        ["glDispatchCompute"] = (nint)(delegate* unmanaged[Cdecl]<uint, uint, uint, void>)&DispatchCompute,
        ["glQueryCounter"] = (nint)(delegate* unmanaged[Cdecl]<uint, uint, void>)&QueryCounter,
        ["glGetQueryObjectuiv"] = (nint)(delegate* unmanaged[Cdecl]<uint, uint, uint*, void>)&GetQueryObjectuiv,
        ["glGetQueryObjectui64v"] = (nint)(delegate* unmanaged[Cdecl]<uint, uint, ulong*, void>)&GetQueryObjectui64v,
        ["glFenceSync"] = (nint)(delegate* unmanaged[Cdecl]<uint, uint, nint>)&FenceSync,
        ["glBufferData"] = (nint)(delegate* unmanaged[Cdecl]<uint, nint, void*, uint, void>)&BufferData,
        ["glGetError"] = (nint)(delegate* unmanaged[Cdecl]<uint>)&GetError,
        ["glGetGraphicsResetStatus"] = (nint)(delegate* unmanaged[Cdecl]<uint>)&GetGraphicsResetStatus,
        ["glClientWaitSync"] = (nint)(delegate* unmanaged[Cdecl]<nint, uint, ulong, uint>)&ClientWaitSync,
    };

    /// <summary>The time of the host, in milliseconds, which the test moves. The GPU begins no work before it was handed over.</summary>
    public static double HostTime { get; set; }

    /// <summary>How many milliseconds the n-th dispatch since the last <see cref="Clear"/> takes.</summary>
    public static Func<int, double> Cost { get; set; } = _ => 0;

    /// <summary>Whether dispatches and binds are kept from the driver.</summary>
    public static bool Silent { get; set; }

    /// <summary>How many buffers may be allocated before the memory is exhausted, once; null without end.</summary>
    public static int? AllocationsLeft { get; set; }

    /// <summary>What the driver says became of the context.</summary>
    public static GLEnum ResetStatus { get; set; }

    /// <summary>Milliseconds of work since the last <see cref="Clear"/>.</summary>
    public static double Worked { get; private set; }

    /// <summary>The calls since the last <see cref="Clear"/>, with what tells whether one repeats another.</summary>
    public static List<(string Name, uint A, uint B, long C)> Calls { get; } = new(4096);

    /// <summary>Dispatches since the last <see cref="Clear"/>.</summary>
    public static int Dispatches { get; private set; }

    /// <summary>Whether calls are remembered.</summary>
    public static bool Remembers { get; set; }

    /// <summary>The lookup over a driver's.</summary>
    public static Func<string, nint> Over(Func<string, nint> lookup)
    {
        Real.Clear();
        Stamps.Clear();
        Fences.Clear();
        Silent = Remembers = false;
        AllocationsLeft = null;
        ResetStatus = GLEnum.NoError;
        _error = 0;
        Cost = _ => 0;
        HostTime = _busyUntil = 0;
        Clear();
        return name =>
        {
            nint real = lookup(name);
            if (real == 0 || !Thunks.TryGetValue(name, out nint thunk))
                return real;
            Real[name] = real;
            return thunk;
        };
    }

    /// <summary>Forgets what was counted.</summary>
    public static void Clear()
    {
        Calls.Clear();
        Worked = 0;
        Dispatches = 0;
    }

    private static void Note(string name, uint a, uint b = 0, long c = 0)
    {
        if (Remembers)
            Calls.Add((name, a, b, c));
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void UseProgram(uint program)
    {
        Note("program", program);
        if (!Silent)
            ((delegate* unmanaged[Cdecl]<uint, void>)Real["glUseProgram"])(program);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void BindBufferRange(uint target, uint index, uint buffer, nint offset, nint size)
    {
        Note(target == 0x8A11 ? "uniform" : "storage", index, buffer, (offset << 32) ^ size);
        if (!Silent)
            ((delegate* unmanaged[Cdecl]<uint, uint, uint, nint, nint, void>)Real["glBindBufferRange"])(target, index, buffer, offset, size);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void ActiveTexture(uint unit)
    {
        Note("unit", unit);
        if (!Silent)
            ((delegate* unmanaged[Cdecl]<uint, void>)Real["glActiveTexture"])(unit);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void BindTexture(uint target, uint texture)
    {
        Note("texture", target, texture);
        if (!Silent)
            ((delegate* unmanaged[Cdecl]<uint, uint, void>)Real["glBindTexture"])(target, texture);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void MemoryBarrier(uint bits)
    {
        Note("barrier", bits);
        if (!Silent)
            ((delegate* unmanaged[Cdecl]<uint, void>)Real["glMemoryBarrier"])(bits);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void DispatchCompute(uint x, uint y, uint z)
    {
        Note("dispatch", x, y, z);
        double cost = Cost(Dispatches++);
        Worked += cost;
        _busyUntil = Math.Max(_busyUntil, HostTime) + cost;
        if (!Silent)
            ((delegate* unmanaged[Cdecl]<uint, uint, uint, void>)Real["glDispatchCompute"])(x, y, z);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void QueryCounter(uint query, uint target)
    {
        Note("stamp", query);
        Stamps[query] = Math.Max(_busyUntil, HostTime);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void GetQueryObjectuiv(uint query, uint name, uint* value) =>
        *value = name == QueryResultAvailable ? (Stamps[query] <= HostTime ? 1u : 0u) : throw new InvalidOperationException("Only asked whether it is there.");

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void GetQueryObjectui64v(uint query, uint name, ulong* value) => *value = (ulong)(Stamps[query] * 1e6);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void BufferData(uint target, nint size, void* data, uint usage)
    {
        if (AllocationsLeft-- is 0)
        {
            AllocationsLeft = null;
            _error = OutOfMemory;
            return;
        }

        ((delegate* unmanaged[Cdecl]<uint, nint, void*, uint, void>)Real["glBufferData"])(target, size, data, usage);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static uint GetError()
    {
        uint error = _error;
        _error = 0;
        return error != 0 ? error : ((delegate* unmanaged[Cdecl]<uint>)Real["glGetError"])();
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static uint GetGraphicsResetStatus()
    {
        Note("reset status", 0);
        return (uint)ResetStatus;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static nint FenceSync(uint condition, uint flags)
    {
        nint fence = ((delegate* unmanaged[Cdecl]<uint, uint, nint>)Real["glFenceSync"])(condition, flags);
        Fences[fence] = _busyUntil;
        return fence;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static uint ClientWaitSync(nint fence, uint flags, ulong timeout) => Fences[fence] <= HostTime ? AlreadySignaled : TimeoutExpired;
}
