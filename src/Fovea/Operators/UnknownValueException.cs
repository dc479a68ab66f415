using Fovea.Models;

namespace Fovea.Operators;

/// <summary>An operator cannot tell its outputs before the elements of an input are known.</summary>
internal sealed class UnknownValueException : ModelException
{
    public UnknownValueException(string value, string message)
        : base(message) => Value = value;

    /// <summary>The name of the value whose elements are needed.</summary>
    public string Value { get; }
}
