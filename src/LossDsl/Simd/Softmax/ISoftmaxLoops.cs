namespace LossDsl;

/// <summary>
/// The loops over a segment of a row. Each loop processes as many elements as fill whole vectors and returns their number;
/// the remaining elements are left to scalar loops.
/// </summary>
internal unsafe interface ISoftmaxLoops
{
    /// <summary>The number of bytes of logits that are summed as a block, which fits into the L1 cache.</summary>
    const long Block = 16 * 1024;

    /// <summary>
    /// How far below a reference a logit counts where it is a factor: exponentials there are 0, and 0 times -infinity would be NaN.
    /// </summary>
    const double LeastDifference = -1000;

    /// <summary>Rounds a number of elements down to whole vectors.</summary>
    static abstract long RoundDownToVector(long n);

    /// <summary>Whether the exponential supports a reference.</summary>
    static abstract bool Supports(double reference);

    /// <summary>Raises <paramref name="largest"/> to the maximum logit. A NaN may be ignored.</summary>
    static abstract long Max(byte* x, long n, ref double largest);

    /// <summary>
    /// Adds <c>exp(x - reference)</c> to <paramref name="sum"/>, block by block, and stops before a block whose
    /// sum is NaN or at least <paramref name="most"/>.
    /// </summary>
    static abstract long SumExp(byte* x, long n, double reference, double most, ref double sum);

    /// <summary>
    /// The same, and adds <c>(x - reference) * exp(x - reference)</c> to <paramref name="moment"/>; a logit of -infinity adds
    /// 0 to both.
    /// </summary>
    static abstract long SumExpAndMoment(byte* x, long n, double reference, double most, ref double sum, ref double moment);

    /// <summary>
    /// The same as <see cref="SumExp"/>, and leaves the exponentials in <paramref name="work"/>, in the precision of the computation.
    /// </summary>
    static abstract long SumExpInto(byte* x, byte* work, long n, double reference, double most, ref double sum);

    /// <summary>
    /// Sums the exponentials and overwrites the logits with them, for elements in the precision of the computation. In the same
    /// loop it scales the same number of elements of the previous row: <c>before *= factor</c>. Stops before a few elements of which one is
    /// above <paramref name="limit"/>. In the first block no logit is above the limit, which is at most 88 above the reference.
    /// </summary>
    static abstract long SumExpInPlace(byte* x, long n, double reference, double limit, ref double sum, byte* before, double factor);

    /// <summary><c>into = factor * exp(x - reference)</c>; the two may alias. All logits are at most 88 above the
    /// reference.</summary>
    static abstract long WriteExp(byte* x, byte* into, long n, double reference, double factor);

    /// <summary>
    /// <c>into = exp(x - reference) * (constant + slope * (x - center))</c>, 0 for a logit of -infinity; the two may be the
    /// same memory. All logits are at most 88 above the reference.
    /// </summary>
    static abstract long WriteExpTimesLine(
        byte* x, byte* into, long n, double reference, double center, double constant, double slope);

    /// <summary><c>into = factor * work</c>, for exponentials from <see cref="SumExpInto"/> or <see cref="SumExpInPlace"/>.</summary>
    static abstract long Scale(byte* work, byte* into, long n, double factor);
}

/// <summary>The loops over single elements, and access to a single element.</summary>
internal unsafe interface IScalarSoftmaxLoops : ISoftmaxLoops
{
    /// <summary>The size of an element in bytes.</summary>
    static abstract int Size { get; }

    /// <summary>The size in bytes of a number in the precision of the computation.</summary>
    static abstract int WorkSize { get; }

    /// <summary>Whether elements have the precision of the computation, so that storing does not round.</summary>
    static abstract bool IsExact { get; }

    static abstract double Read(byte* x);

    static abstract void Write(byte* x, double value);
}
