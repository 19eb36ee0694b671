namespace LossDsl;

/// <summary>
/// Every loop over the first, third, ... number of a stretch, and then over the others; the stretch stays in the
/// first-level cache meanwhile.
/// </summary>
/// <typeparam name="TLower">The loops over the first, the third and so on.</typeparam>
/// <typeparam name="TUpper">The loops over the others.</typeparam>
internal readonly unsafe struct AlternatePasses<TLower, TUpper> : IPasses
    where TLower : IPasses
    where TUpper : IPasses
{
    public static long Largest(byte* x, long n, ref double largest)
    {
        TLower.Largest(x, n / 2, ref largest);
        return 2 * TUpper.Largest(x, n / 2, ref largest);
    }

    public static long Sum(byte* x, long n, double reference, ref double sum)
    {
        TLower.Sum(x, n / 2, reference, ref sum);
        return 2 * TUpper.Sum(x, n / 2, reference, ref sum);
    }

    public static long SumInPlace(byte* x, long n, double reference, ref double sum)
    {
        TLower.SumInPlace(x, n / 2, reference, ref sum);
        return 2 * TUpper.SumInPlace(x, n / 2, reference, ref sum);
    }

    public static long Exponentials(byte* x, byte* into, long n, double reference, double factor)
    {
        TLower.Exponentials(x, into, n / 2, reference, factor);
        return 2 * TUpper.Exponentials(x, into, n / 2, reference, factor);
    }

    public static long Scale(byte* x, long n, double factor)
    {
        TLower.Scale(x, n / 2, factor);
        return 2 * TUpper.Scale(x, n / 2, factor);
    }
}
