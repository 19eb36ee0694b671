namespace LossDsl;

/// <summary>
/// The loops over a stretch of a row. Each does as many elements as fill its vectors and returns how many those are;
/// what is left over is for a narrower one.
/// </summary>
internal unsafe interface IPasses
{
    /// <summary>Raises <paramref name="largest"/> to the largest logit. A NaN may get lost.</summary>
    static abstract long Largest(byte* x, long n, ref double largest);

    /// <summary>Adds <c>exp(x - reference)</c> to <paramref name="sum"/>.</summary>
    static abstract long Sum(byte* x, long n, double reference, ref double sum);

    /// <summary>The same, and leaves the exponentials where the logits were; none is above the reference by more than 89.</summary>
    static abstract long SumInPlace(byte* x, long n, double reference, ref double sum);

    /// <summary><c>into = factor * exp(x - reference)</c>; the two may be the same memory. No logit is above the
    /// reference by more than 89.</summary>
    static abstract long Exponentials(byte* x, byte* into, long n, double reference, double factor);

    /// <summary><c>x *= factor</c>.</summary>
    static abstract long Scale(byte* x, long n, double factor);
}

/// <summary>The loops over single elements, and what else is done with one.</summary>
internal unsafe interface ISinglePasses : IPasses
{
    /// <summary>Bytes of one element.</summary>
    static abstract int Size { get; }

    /// <summary>Whether memory holds what is computed without rounding it.</summary>
    static abstract bool Exact { get; }

    static abstract double Read(byte* x);

    static abstract void Write(byte* x, double value);

    /// <summary>The value in the precision that is computed in.</summary>
    static abstract double Rounded(double value);
}
