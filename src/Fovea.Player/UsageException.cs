using System;

namespace Fovea.Player;

/// <summary>The command line asks for something that cannot be; the message says what would be possible.</summary>
internal sealed class UsageException : Exception
{
    public UsageException(string message)
        : base(message)
    {
    }
}
