// Types that newer C# expects and netstandard2.1 lacks.
namespace System.Runtime.CompilerServices;

internal static class IsExternalInit
{
}
