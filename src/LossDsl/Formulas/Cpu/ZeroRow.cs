using System.Runtime.InteropServices;

namespace LossDsl;

/// <summary>A row of zeros, which stands for the mask of an absent row.</summary>
internal sealed unsafe class ZeroRow(int bytes) : IDisposable
{
    /// <summary>Its first byte.</summary>
    public byte* Address { get; } = (byte*)NativeMemory.AllocZeroed((nuint)Math.Max(1, bytes));

    /// <inheritdoc/>
    public void Dispose() => NativeMemory.Free(Address);
}
