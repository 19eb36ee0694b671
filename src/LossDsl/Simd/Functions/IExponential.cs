namespace LossDsl;

/// <summary><c>e^(x - reference)</c>, with the constants that it takes, in two steps.</summary>
/// <remarks>
/// Two steps, so that a loop can begin one number before it ends another: each step waits for what it begins with, and a
/// processor looks only so far ahead for something else to do. The value is kept in a local variable, whose fields are
/// then registers; it is made by a method that is not inlined, as the compiler loads constants that it can see anew in
/// every turn of a loop.
/// </remarks>
/// <typeparam name="TSelf">The exponential.</typeparam>
/// <typeparam name="TVector">The vector of numbers.</typeparam>
internal interface IExponential<TSelf, TVector>
    where TSelf : struct, IExponential<TSelf, TVector>
    where TVector : unmanaged
{
    /// <summary>Whether it computes with such a reference.</summary>
    static abstract bool Supports(double reference);

    /// <summary>That of a reference.</summary>
    static abstract TSelf From(double reference);

    /// <summary>What it gives for the reference itself: 1, or next to it.</summary>
    double Unit { get; }

    /// <summary>The first step: for -inf what makes 0, where it overflows what makes infinity, for NaN what makes NaN.</summary>
    (TVector Fraction, TVector Power) Begin(TVector x);

    /// <summary>The same for numbers of which none is above the reference by more than 88: that is worth one comparison each.</summary>
    (TVector Fraction, TVector Power) BeginBounded(TVector x);

    /// <summary>The second step.</summary>
    TVector End((TVector Fraction, TVector Power) begun);

    /// <summary>The second step, added to a sum.</summary>
    TVector End((TVector Fraction, TVector Power) begun, TVector sum);
}
