namespace LossDsl.Bench;

/// <summary>Pseudorandom numbers that are the same in every language, so that they need not be sent to peers.</summary>
/// <remarks>
/// <code>
/// u[i] = (k * k mod M) * 48271 mod M / M,  k = i mod P + 1 + 7919 * seed,  M = 2^31 - 1,  P = 1000003
/// </code>
/// All operations before the division are on integers, so the numbers are exact everywhere. They repeat after P numbers, so that
/// most of a large tensor is filled by copying.
/// </remarks>
internal static class SyntheticData
{
    private const long Modulus = int.MaxValue;
    private const long Factor = 48271;
    private const int Length = 1_000_003;

    /// <summary>Numbers from <paramref name="low"/> to <paramref name="high"/>.</summary>
    public static Tensor Uniform(long[] shape, double low, double high, int seed, ScalarType? dtype = null)
    {
        using var scope = NewDisposeScope();
        var into = empty(shape, dtype: dtype ?? float32);
        Fill(into, CreatePeriod(into.numel(), low, high, seed, into.dtype));
        return into.MoveToOuterDisposeScope();
    }

    /// <summary>Integers from 0 to below <paramref name="below"/>.</summary>
    public static Tensor Integers(long[] shape, long below, int seed)
    {
        var count = shape.Aggregate(1L, (product, size) => product * size);
        return tensor([.. Enumerable.Range(0, checked((int)count)).Select(i => (long)(At(i, seed) * below))], shape);
    }

    /// <summary>The numbers of one period, or fewer.</summary>
    public static Tensor CreatePeriod(long count, double low, double high, int seed, ScalarType dtype)
    {
        using var scope = NewDisposeScope();
        var numbers = new double[Math.Min(count, Length)];
        for (var i = 0; i < numbers.Length; i++)
            numbers[i] = low + (high - low) * At(i, seed);
        return tensor(numbers).to(dtype).MoveToOuterDisposeScope();
    }

    /// <summary>Fills a tensor by repeating a period.</summary>
    public static void Fill(Tensor into, Tensor period)
    {
        using var scope = NewDisposeScope();
        using var off = no_grad();
        var (all, count, length) = (into.view(-1), into.numel(), period.numel());
        for (var begin = 0L; begin < count; begin += length)
        {
            using var part = NewDisposeScope();
            var some = Math.Min(length, count - begin);
            all.narrow(0, begin, some).copy_(period.narrow(0, 0, some));
        }
    }

    private static double At(int i, int seed)
    {
        var k = i % Length + 1 + 7919L * seed;
        return k * k % Modulus * Factor % Modulus / (double)Modulus;
    }
}
