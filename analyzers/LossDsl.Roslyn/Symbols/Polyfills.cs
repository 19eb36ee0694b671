#pragma warning disable IDE0130 // The compiler looks for these names; netstandard2.0 lacks them.

namespace System.Runtime.CompilerServices
{
    /// <summary>Needed by the compiler for <c>init</c> accessors.</summary>
    internal static class IsExternalInit;
}

namespace System
{
    /// <summary>Needed by the compiler for list patterns.</summary>
    internal readonly struct Index(int value, bool fromEnd = false)
    {
        public int GetOffset(int length) => fromEnd ? length - value : value;
    }
}
