using System.Numerics;
using System.Runtime.InteropServices;

namespace LossDsl;

/// <summary>Sums contiguous numbers.</summary>
internal static class VectorSum
{
    /// <summary>Computes the sum, in the type of the numbers.</summary>
    /// <param name="values">The numbers.</param>
    /// <typeparam name="T">float or double.</typeparam>
    public static double Compute<T>(ReadOnlySpan<T> values)
        where T : unmanaged, INumber<T>
    {
        var vectors = MemoryMarshal.Cast<T, Vector<T>>(values);
        // Four accumulators: a single one would be bound by the latency of the addition.
        var (a, b, c, d, i) = (Vector<T>.Zero, Vector<T>.Zero, Vector<T>.Zero, Vector<T>.Zero, 0);
        for (; i + 4 <= vectors.Length; i += 4)
        {
            a += vectors[i];
            b += vectors[i + 1];
            c += vectors[i + 2];
            d += vectors[i + 3];
        }

        for (; i < vectors.Length; i++)
            a += vectors[i];
        var sum = Vector.Sum(a + b + (c + d));
        foreach (var value in values[(vectors.Length * Vector<T>.Count)..])
            sum += value;
        return double.CreateTruncating(sum);
    }
}
