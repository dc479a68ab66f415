using System;

namespace Fovea.Gpu;

/// <summary>Takes what a <see cref="Readback{TToken}"/> brought, straight from mapped memory.</summary>
/// <typeparam name="TToken">What the caller sent along.</typeparam>
/// <typeparam name="TState">What the caller passes to its handler, so that the handler can be a static method.</typeparam>
/// <param name="data">The bytes, valid only during the call.</param>
/// <param name="token">What was sent along with them.</param>
/// <param name="state">What was passed to the handler.</param>
public delegate void ReadbackHandler<in TToken, in TState>(ReadOnlySpan<byte> data, TToken token, TState state);
