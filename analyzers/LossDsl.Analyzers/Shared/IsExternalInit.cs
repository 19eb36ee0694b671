namespace System.Runtime.CompilerServices;

/// <summary>The compiler wants it for <c>init</c>; netstandard2.0 lacks it.</summary>
internal static class IsExternalInit;
