using System;

namespace Silk.NET.Input;

public interface IKeyboard : IInputDevice
{
    event Action<IKeyboard, Key, int>? KeyDown;

    event Action<IKeyboard, Key, int>? KeyUp;

    bool IsKeyPressed(Key key);
}
