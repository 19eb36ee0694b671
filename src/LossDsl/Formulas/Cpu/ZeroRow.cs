using System.Runtime.InteropServices;

namespace LossDsl;

/// <summary>A row of zeros, used as the token mask of a masked row.</summary>
internal sealed unsafe class ZeroRow(int bytes) : IDisposable
{
    /// <summary>The address of the first byte.</summary>
    public byte* Address { get; } = (byte*)NativeMemory.AllocZeroed((nuint)Math.Max(1, bytes));

    /// <inheritdoc/>
    public void Dispose() => NativeMemory.Free(Address);
}
