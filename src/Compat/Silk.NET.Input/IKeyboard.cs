using System;

namespace Silk.NET.Input;

public interface IKeyboard
{
    event Action<IKeyboard, Key, int>? KeyDown;
}
