namespace Fovea.Operators;

/// <summary>How the elements of a tensor lie in GPU memory.</summary>
public enum Layout
{
    /// <summary>One 32-bit word an element, outermost dimension first.</summary>
    RowMajor,

    /// <summary>
    /// NC4HW4: element (n, c, y, x) is component c%4 of vec4 number ((n*C4 + c/4)*H + y)*W + x, with C4 = ceil(C/4). Lanes beyond C
    /// are zero. Floating-point maps of rank 4, or of rank 3 with W = 1.
    /// </summary>
    Packed,
}
