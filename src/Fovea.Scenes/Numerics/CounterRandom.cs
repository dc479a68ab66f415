using System;

namespace Fovea.Scenes.Numerics;

/// <summary>
/// Random numbers that are named, not consumed: a stream belongs to (seed, frame, entity, purpose) and is the same whatever else was drawn
/// before, in which order, and on which machine.
/// </summary>
public struct CounterRandom
{
    private readonly (uint X, uint Y) _key;
    private readonly (uint X, uint Y, uint Z) _stream;
    private (uint X, uint Y, uint Z, uint W) _block;
    private uint _counter;
    private int _left;

    /// <summary>The stream of a purpose.</summary>
    /// <param name="seed">What the whole dataset or game is drawn from.</param>
    /// <param name="frame">The number of the frame or episode.</param>
    /// <param name="entity">Whose it is, as <see cref="StableHash.Of"/> its path.</param>
    /// <param name="purpose">What for, as a hash of that.</param>
    public CounterRandom(ulong seed, long frame, ulong entity, ulong purpose)
    {
        ulong key = StableHash.Combine(seed, (ulong)frame);
        ulong stream = StableHash.Combine(entity, purpose);
        _key = ((uint)key, (uint)(key >> 32));
        _stream = ((uint)stream, (uint)(stream >> 32), (uint)StableHash.Mix(purpose ^ 0xA0761D6478BD642F));
        _block = default;
        _counter = 0;
        _left = 0;
    }

    /// <summary>The stream of a purpose, by names.</summary>
    /// <inheritdoc cref="CounterRandom(ulong, long, ulong, ulong)"/>
    public CounterRandom(ulong seed, long frame, string entity, string purpose)
        : this(seed, frame, StableHash.Of(entity), StableHash.Of(purpose))
    {
    }

    /// <summary>32 random bits.</summary>
    public uint NextBits()
    {
        if (_left == 0)
        {
            _block = Philox.Block((_counter++, _stream.X, _stream.Y, _stream.Z), _key);
            _left = 4;
        }

        return _left-- switch
        {
            4 => _block.X,
            3 => _block.Y,
            2 => _block.Z,
            _ => _block.W,
        };
    }

    /// <summary>A number of 0 .. 1, without 1, with 53 random bits.</summary>
    public double NextDouble()
    {
        ulong high = NextBits() >> 5, low = NextBits() >> 6;
        return ((high << 26) + low) * (1.0 / 9007199254740992.0);
    }

    /// <summary>A number between two.</summary>
    public double Between(double least, double most) => least + ((most - least) * NextDouble());

    /// <summary>A whole number of 0 .. count-1, each as probable (Lemire's method).</summary>
    /// <exception cref="ArgumentOutOfRangeException">The count is not positive.</exception>
    public int NextIndex(int count)
    {
        if (count < 1)
            throw new ArgumentOutOfRangeException(nameof(count), count, "There is nothing to choose from.");
        ulong product = (ulong)NextBits() * (uint)count;
        if ((uint)product < (uint)count)
        {
            uint threshold = unchecked(0u - (uint)count) % (uint)count;
            while ((uint)product < threshold)
                product = (ulong)NextBits() * (uint)count;
        }

        return (int)(product >> 32);
    }

    /// <summary>A normally distributed number of mean 0 and standard deviation 1 (Box and Muller's transformation).</summary>
    public double NextNormal()
    {
        double radius = Math.Sqrt(-2 * PortableMath.Log(1 - NextDouble()));
        return radius * PortableMath.Cos(2 * Math.PI * NextDouble());
    }

    /// <summary>True with a probability.</summary>
    public bool Chance(double probability) => NextDouble() < probability;
}
