namespace LossDsl;

/// <summary>Arithmetic on a vector of floating-point numbers or on a scalar.</summary>
/// <typeparam name="TVector">The vector or scalar type.</typeparam>
internal interface IArithmetic<TVector>
    where TVector : unmanaged
{
    /// <summary>The number of lanes.</summary>
    static abstract int Count { get; }

    static abstract TVector Broadcast(double value);

    static abstract TVector Add(TVector a, TVector b);

    static abstract TVector Subtract(TVector a, TVector b);

    static abstract TVector Multiply(TVector a, TVector b);

    static abstract TVector Divide(TVector a, TVector b);

    /// <summary><c>a * b + c</c>, fused (rounded once) where the hardware supports it.</summary>
    static abstract TVector MultiplyAdd(TVector a, TVector b, TVector c);

    /// <summary>A mask with all bits of a lane set where <paramref name="a"/> is greater than <paramref name="b"/>.</summary>
    static abstract TVector Greater(TVector a, TVector b);

    static abstract TVector GreaterOrEqual(TVector a, TVector b);

    static abstract TVector Equal(TVector a, TVector b);

    /// <summary>The complement of <see cref="Equal"/>, true where an operand is NaN.</summary>
    static abstract TVector NotEqual(TVector a, TVector b);

    static abstract TVector And(TVector a, TVector b);

    static abstract TVector Or(TVector a, TVector b);

    /// <summary><paramref name="yes"/> where <paramref name="mask"/> is set, else <paramref name="no"/>.</summary>
    static abstract TVector Select(TVector mask, TVector yes, TVector no);

    /// <summary>0 where <paramref name="mask"/> is set, else <paramref name="v"/>.</summary>
    static abstract TVector ZeroWhere(TVector mask, TVector v);

    /// <summary>The square root; NaN for negative numbers.</summary>
    static abstract TVector Sqrt(TVector v);

    /// <summary>The natural logarithm, within 1 ULP; -infinity at 0, NaN for negative numbers.</summary>
    static abstract TVector Log(TVector v);

    static abstract TVector Abs(TVector v);

    /// <summary>The maximum of <paramref name="v"/> and a bound; a NaN in <paramref name="v"/> propagates.</summary>
    static abstract TVector ClampMin(TVector v, TVector least);

    /// <summary>The minimum of <paramref name="v"/> and a bound; a NaN in <paramref name="v"/> propagates.</summary>
    static abstract TVector ClampMax(TVector v, TVector most);

    /// <summary>The lanewise maximum; either operand where one is NaN.</summary>
    static abstract TVector Max(TVector a, TVector b);

    /// <summary>Whether a mask is set in all lanes.</summary>
    static abstract bool AllTrue(TVector mask);

    /// <summary>The sum of all lanes.</summary>
    static abstract double Sum(TVector v);

    /// <summary>The maximum of all lanes; any lane if one is NaN.</summary>
    static abstract double MaxElement(TVector v);
}
