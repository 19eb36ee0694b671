namespace LossDsl;

/// <summary>
/// The loops over a stretch of a row. Each does as many elements as fill its vectors and returns how many those are;
/// what is left over is for a narrower one.
/// </summary>
internal unsafe interface ISoftmaxLoops
{
    /// <summary>Bytes of logits that are summed at a time: they stay in the first-level cache.</summary>
    const long Block = 16 * 1024;

    /// <summary>How far below a reference a logit counts where it is a factor: exponentials there are 0, and 0 times -infinity would be NaN.</summary>
    const double LeastDifference = -1000;

    /// <summary>How many of some elements fill vectors.</summary>
    static abstract long RoundDownToVector(long n);

    /// <summary>Whether the exponential computes with such a reference.</summary>
    static abstract bool Supports(double reference);

    /// <summary>Raises <paramref name="largest"/> to the largest logit. A NaN may get lost.</summary>
    static abstract long Max(byte* x, long n, ref double largest);

    /// <summary>
    /// Adds <c>exp(x - reference)</c> to <paramref name="sum"/>, a block at most at a time, and stops before those that
    /// sum up to <paramref name="most"/> or more, or to no number.
    /// </summary>
    static abstract long SumExp(byte* x, long n, double reference, double most, ref double sum);

    /// <summary>
    /// The same, and adds <c>(x - reference) * exp(x - reference)</c> to <paramref name="moment"/>; a logit of -infinity adds
    /// 0 to both.
    /// </summary>
    static abstract long SumExpAndMoment(byte* x, long n, double reference, double most, ref double sum, ref double moment);

    /// <summary>
    /// The same as <see cref="SumExp"/>, and leaves the exponentials in <paramref name="work"/>, in the precision that is computed in.
    /// </summary>
    static abstract long SumExpInto(byte* x, byte* work, long n, double reference, double most, ref double sum);

    /// <summary>
    /// Adds them, whatever they sum up to, and leaves them where the logits were, in memory of the precision that is
    /// computed in; beside it <c>before *= factor</c>, of as many. Stops before the first few of which a logit is above
    /// <paramref name="limit"/>; none of the first block is, and the limit is not above the reference by more than 88.
    /// </summary>
    static abstract long SumExpInPlace(byte* x, long n, double reference, double limit, ref double sum, byte* before, double factor);

    /// <summary><c>into = factor * exp(x - reference)</c>; the two may be the same memory. No logit is above the
    /// reference by more than 88.</summary>
    static abstract long WriteExp(byte* x, byte* into, long n, double reference, double factor);

    /// <summary>
    /// <c>into = exp(x - reference) * (constant + slope * (x - center))</c>, 0 for a logit of -infinity; the two may be the
    /// same memory. No logit is above the reference by more than 88.
    /// </summary>
    static abstract long WriteExpTimesLine(
        byte* x, byte* into, long n, double reference, double center, double constant, double slope);

    /// <summary><c>into = factor * work</c>, of what <see cref="SumExpInto"/> or <see cref="SumExpInPlace"/> left there.</summary>
    static abstract long Scale(byte* work, byte* into, long n, double factor);
}

/// <summary>The loops over single elements, and what else is done with one.</summary>
internal unsafe interface IScalarSoftmaxLoops : ISoftmaxLoops
{
    /// <summary>Bytes of one element.</summary>
    static abstract int Size { get; }

    /// <summary>Bytes of one number in the precision that is computed in.</summary>
    static abstract int WorkSize { get; }

    /// <summary>Whether memory holds what is computed without rounding it.</summary>
    static abstract bool IsExact { get; }

    static abstract double Read(byte* x);

    static abstract void Write(byte* x, double value);
}
