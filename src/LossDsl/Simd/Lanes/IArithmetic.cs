namespace LossDsl;

/// <summary>Arithmetic on a vector of numbers, or on one number: what a pass over a row is written in.</summary>
/// <typeparam name="TVector">The vector.</typeparam>
internal interface IArithmetic<TVector>
    where TVector : unmanaged
{
    /// <summary>How many numbers one vector holds.</summary>
    static abstract int Count { get; }

    /// <summary>The number in every place.</summary>
    static abstract TVector Broadcast(double value);

    static abstract TVector Add(TVector a, TVector b);

    static abstract TVector Subtract(TVector a, TVector b);

    static abstract TVector Multiply(TVector a, TVector b);

    static abstract TVector Divide(TVector a, TVector b);

    /// <summary><c>a * b + c</c>, rounded once where the hardware can.</summary>
    static abstract TVector MultiplyAdd(TVector a, TVector b, TVector c);

    /// <summary>Where <paramref name="a"/> is greater: all bits set there, none elsewhere.</summary>
    static abstract TVector Greater(TVector a, TVector b);

    /// <summary>Where <paramref name="a"/> is greater or both are equal.</summary>
    static abstract TVector GreaterOrEqual(TVector a, TVector b);

    /// <summary>Where both are the same number.</summary>
    static abstract TVector Equal(TVector a, TVector b);

    /// <summary>Where they are not the same number: everywhere else than <see cref="Equal"/>.</summary>
    static abstract TVector NotEqual(TVector a, TVector b);

    static abstract TVector And(TVector a, TVector b);

    static abstract TVector Or(TVector a, TVector b);

    /// <summary><paramref name="yes"/> where the bits of <paramref name="mask"/> are set, else <paramref name="no"/>.</summary>
    static abstract TVector Select(TVector mask, TVector yes, TVector no);

    /// <summary>0 where the bits of <paramref name="mask"/> are set, else <paramref name="v"/>.</summary>
    static abstract TVector ZeroWhere(TVector mask, TVector v);

    /// <summary>The square root; NaN below 0.</summary>
    static abstract TVector Sqrt(TVector v);

    /// <summary>The natural logarithm, within one unit in the last place; -infinity of 0, NaN below.</summary>
    static abstract TVector Log(TVector v);

    /// <summary>The number without its sign.</summary>
    static abstract TVector Abs(TVector v);

    /// <summary>What is below <paramref name="least"/> becomes it; NaN stays NaN.</summary>
    static abstract TVector ClampMin(TVector v, TVector least);

    /// <summary>What is above <paramref name="most"/> becomes it; NaN stays NaN.</summary>
    static abstract TVector ClampMax(TVector v, TVector most);

    /// <summary>The larger of each two; where one is NaN, either.</summary>
    static abstract TVector Max(TVector a, TVector b);

    /// <summary>Whether a mask has its bits set in every place.</summary>
    static abstract bool AllTrue(TVector mask);

    /// <summary>The sum of its numbers.</summary>
    static abstract double Sum(TVector v);

    /// <summary>The largest of its numbers; where one is NaN, any.</summary>
    static abstract double MaxElement(TVector v);
}
