namespace Fovea.Models.Onnx;

/// <summary>The numbers of ONNX's <c>AttributeProto.AttributeType</c>.</summary>
internal static class AttributeKind
{
    public const int Undefined = 0;
    public const int Float = 1;
    public const int Int = 2;
    public const int String = 3;
    public const int Tensor = 4;
    public const int Graph = 5;
    public const int Floats = 6;
    public const int Ints = 7;
    public const int Strings = 8;
    public const int Tensors = 9;
    public const int Graphs = 10;
}
