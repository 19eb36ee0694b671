#pragma warning disable IDE0130 // The compiler looks for these names; netstandard2.0 lacks them.

namespace System.Runtime.CompilerServices
{
    /// <summary>What <c>init</c> needs.</summary>
    internal static class IsExternalInit;
}

namespace System
{
    /// <summary>What list patterns need.</summary>
    internal readonly struct Index(int value, bool fromEnd = false)
    {
        /// <summary>The place in a list of a length.</summary>
        public int GetOffset(int length) => fromEnd ? length - value : value;
    }
}
