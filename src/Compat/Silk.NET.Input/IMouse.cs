using System;
using System.Numerics;

namespace Silk.NET.Input;

public interface IMouse
{
    event Action<IMouse, MouseButton>? MouseDown;

    event Action<IMouse, Vector2>? MouseMove;

    event Action<IMouse, ScrollWheel>? Scroll;

    Vector2 Position { get; }
}
