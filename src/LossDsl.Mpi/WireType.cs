using System.Numerics;
using System.Runtime.InteropServices;

namespace LossDsl;

/// <summary>How the elements of a tensor are represented and reduced between ranks.</summary>
/// <param name="Type">The element type for the reduction.</param>
/// <param name="Bytes">The size of an element.</param>
/// <param name="Handle">The MPI handle of the type.</param>
/// <param name="Combine">Reduces the numbers of another rank into existing ones.</param>
internal sealed record WireType(
    ScalarType Type, int Bytes, Func<MpiHandles, nint> Handle, Action<ReduceOp, ReadOnlySpan<byte>, Span<byte>> Combine)
{
    private static readonly WireType Single = Make<float>(ScalarType.Float32, handles => handles.Float32);

    /// <summary>The wire type of an element type; null if it cannot be reduced.</summary>
    public static WireType? Find(ScalarType type) => type switch
    {
        ScalarType.Float64 => Make<double>(type, handles => handles.Float64),
        // Half-precision numbers are reduced in float32 and rounded once, at the end. MPI has no bfloat16.
        ScalarType.Float32 or ScalarType.Float16 or ScalarType.BFloat16 => Single,
        ScalarType.Int64 => Make<long>(type, handles => handles.Int64),
        ScalarType.Int32 => Make<int>(type, handles => handles.Int32),
        ScalarType.Int16 => Make<short>(type, handles => handles.Int16),
        ScalarType.Int8 => Make<sbyte>(type, handles => handles.Int8),
        ScalarType.Byte => Make<byte>(type, handles => handles.UInt8),
        // As in torch, the sum of booleans is their logical or.
        ScalarType.Bool => new WireType(type, 1, handles => handles.UInt8, (operation, part, total) =>
            Reduce<byte>(operation == ReduceOp.Sum ? ReduceOp.Max : operation, part, total)),
        _ => null,
    };

    /// <summary>The MPI handle of a reduction.</summary>
    public nint Operation(ReduceOp operation, MpiHandles handles, NanPropagatingMinMax extremes) => (operation, Type) switch
    {
        (ReduceOp.Max, ScalarType.Float32) => extremes.MaxSingle,
        (ReduceOp.Min, ScalarType.Float32) => extremes.MinSingle,
        (ReduceOp.Max, ScalarType.Float64) => extremes.MaxDouble,
        (ReduceOp.Min, ScalarType.Float64) => extremes.MinDouble,
        (ReduceOp.Max, _) or (ReduceOp.Sum, ScalarType.Bool) => handles.Max,
        (ReduceOp.Min, _) => handles.Min,
        _ => handles.Sum,
    };

    /// <summary>Reduces elementwise; NaN propagates.</summary>
    public static void Reduce<T>(ReduceOp operation, ReadOnlySpan<byte> part, Span<byte> total)
        where T : unmanaged, INumber<T>
    {
        var other = MemoryMarshal.Cast<byte, T>(part);
        var own = MemoryMarshal.Cast<byte, T>(total);
        for (var i = 0; i < own.Length; i++)
        {
            own[i] = operation switch
            {
                ReduceOp.Max => T.Max(own[i], other[i]),
                ReduceOp.Min => T.Min(own[i], other[i]),
                _ => unchecked(own[i] + other[i]),
            };
        }
    }

    private static WireType Make<T>(ScalarType type, Func<MpiHandles, nint> handle)
        where T : unmanaged, INumber<T> => new(type, Marshal.SizeOf<T>(), handle, Reduce<T>);
}
