namespace LossDsl;

/// <summary>Arithmetic on a vector of numbers, or on one number: what a pass over a row is written in.</summary>
/// <typeparam name="V">The vector.</typeparam>
internal interface IArithmetic<V>
    where V : unmanaged
{
    /// <summary>How many numbers one vector holds.</summary>
    static abstract int Count { get; }

    /// <summary>The number in every place.</summary>
    static abstract V All(double value);

    static abstract V Add(V a, V b);

    static abstract V Subtract(V a, V b);

    static abstract V Multiply(V a, V b);

    static abstract V Divide(V a, V b);

    /// <summary><c>a * b + c</c>, rounded once where the hardware can.</summary>
    static abstract V MultiplyAdd(V a, V b, V c);

    /// <summary>Where <paramref name="a"/> is greater: all bits set there, none elsewhere.</summary>
    static abstract V Greater(V a, V b);

    /// <summary>Where <paramref name="a"/> is greater or both are equal.</summary>
    static abstract V GreaterOrEqual(V a, V b);

    /// <summary>Where both are the same number.</summary>
    static abstract V Equal(V a, V b);

    /// <summary>Where they are not the same number: everywhere else than <see cref="Equal"/>.</summary>
    static abstract V Differs(V a, V b);

    static abstract V And(V a, V b);

    static abstract V Or(V a, V b);

    /// <summary><paramref name="yes"/> where the bits of <paramref name="mask"/> are set, else <paramref name="no"/>.</summary>
    static abstract V Select(V mask, V yes, V no);

    /// <summary>0 where the bits of <paramref name="mask"/> are set, else <paramref name="v"/>.</summary>
    static abstract V Unless(V mask, V v);

    /// <summary>The square root; NaN below 0.</summary>
    static abstract V Sqrt(V v);

    /// <summary>The natural logarithm, within one unit in the last place; -infinity of 0, NaN below.</summary>
    static abstract V Log(V v);

    /// <summary>The number without its sign.</summary>
    static abstract V Magnitude(V v);

    /// <summary>What is below <paramref name="least"/> becomes it; NaN stays NaN.</summary>
    static abstract V AtLeast(V v, V least);

    /// <summary>What is above <paramref name="most"/> becomes it; NaN stays NaN.</summary>
    static abstract V AtMost(V v, V most);

    /// <summary>The larger of each two; where one is NaN, either.</summary>
    static abstract V Max(V a, V b);

    /// <summary>Whether a mask has its bits set in every place.</summary>
    static abstract bool Everywhere(V mask);

    /// <summary>The sum of its numbers.</summary>
    static abstract double Sum(V v);

    /// <summary>The largest of its numbers; where one is NaN, any.</summary>
    static abstract double Largest(V v);
}
