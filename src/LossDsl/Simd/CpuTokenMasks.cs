using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LossDsl;

/// <summary>
/// Creates float32 <see cref="TokenMasks"/> on the CPU in one pass, which takes half a dozen passes with torch operators.
/// </summary>
internal static unsafe class CpuTokenMasks
{
    /// <summary>Whether the masks have the supported device, types and shapes.</summary>
    public static bool Accepts(Tensor tokenMask, Tensor sampleMask, ScalarType dtype) =>
        dtype == float32 && tokenMask.dim() == 2 && sampleMask.dim() == 1 && sampleMask.size(0) == tokenMask.size(0)
        && tokenMask.device_type == DeviceType.CPU && sampleMask.device_type == DeviceType.CPU;

    /// <summary>Combines a token mask and a sample mask, as <see cref="TokenMasks.Create"/> does.</summary>
    public static TokenMasks Create(Tensor tokenMask, Tensor sampleMask)
    {
        using var off = no_grad();
        var (mask, samples) = (tokenMask.to(float32), sampleMask.to(float32).contiguous());
        if (mask.stride(1) != 1)
            mask = mask.contiguous();
        var shape = mask.shape;
        var (tokens, weights, absent) = (empty(shape, dtype: float32), empty(shape, dtype: float32), empty(shape, dtype: @bool));

        var (rows, length, stride) = ((int)shape[0], (int)shape[1], mask.stride(0));
        var (from, sample) = ((nint)TensorMemory.GetPointer(mask), (nint)TensorMemory.GetPointer(samples));
        var (token, weight, gone) = ((nint)TensorMemory.GetPointer(tokens), (nint)TensorMemory.GetPointer(weights), (nint)TensorMemory.GetPointer(absent));
        for (var b = 0; b < rows; b++)
        {
            var at = (long)b * length;
            Row(
                new ReadOnlySpan<float>((float*)from + b * stride, length), ((float*)sample)[b],
                new Span<float>((float*)token + at, length), new Span<float>((float*)weight + at, length),
                new Span<bool>((bool*)gone + at, length));
        }

        GC.KeepAlive((mask, samples, tokens, weights, absent));
        return new TokenMasks(tokens, samples, weights, absent);
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void Row(ReadOnlySpan<float> mask, float sample, Span<float> tokens, Span<float> weights, Span<bool> absent)
    {
        if (sample == 0)
        {
            tokens.Clear();
            weights.Clear();
            absent.Fill(true);
            return;
        }

        // Selected, not multiplied: for an infinite sample mask, 0 * inf would make the weights of masked tokens NaN.
        var i = 0;
        for (var each = new Vector<float>(sample); i + Vector<float>.Count <= mask.Length; i += Vector<float>.Count)
        {
            var values = new Vector<float>(mask[i..]);
            var zero = Vector.Equals(values, Vector<float>.Zero);
            Vector.ConditionalSelect(zero, Vector<float>.Zero, values).CopyTo(tokens[i..]);
            Vector.ConditionalSelect(zero, Vector<float>.Zero, values * each).CopyTo(weights[i..]);
        }

        for (; i < mask.Length; i++)
            (tokens[i], weights[i]) = mask[i] == 0 ? (0, 0) : (mask[i], mask[i] * sample);
        for (i = 0; i + Vector<byte>.Count <= mask.Length; i += Vector<byte>.Count)
        {
            var zero = Vector.Narrow(
                Vector.Narrow(Zeros(mask, i, 0), Zeros(mask, i, 1)), Vector.Narrow(Zeros(mask, i, 2), Zeros(mask, i, 3)));
            (Vector.AsVectorByte(zero) & Vector<byte>.One).CopyTo(MemoryMarshal.AsBytes(absent[i..]));
        }

        for (; i < mask.Length; i++)
            absent[i] = mask[i] == 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<int> Zeros(ReadOnlySpan<float> mask, int from, int quarter) =>
        Vector.Equals(new Vector<float>(mask[(from + quarter * Vector<float>.Count)..]), Vector<float>.Zero);
}
