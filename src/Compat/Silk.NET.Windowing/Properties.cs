using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("Silk.NET.Input")]
