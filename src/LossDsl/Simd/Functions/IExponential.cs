namespace LossDsl;

/// <summary><c>e^(x - reference)</c> in two steps, with its constants in fields.</summary>
/// <remarks>
/// The two steps let a loop begin one number before it ends another: each step is a chain of dependent instructions, and a
/// processor looks only a limited distance ahead for independent ones. The value is kept in a local variable, so that its fields
/// are registers. It is created by a method that is not inlined, because the JIT compiler reloads constants that it can see in
/// every iteration of a loop.
/// </remarks>
/// <typeparam name="TSelf">The implementing type.</typeparam>
/// <typeparam name="TVector">The vector type.</typeparam>
internal interface IExponential<TSelf, TVector>
    where TSelf : struct, IExponential<TSelf, TVector>
    where TVector : unmanaged
{
    /// <summary>Whether the exponential supports a reference.</summary>
    static abstract bool Supports(double reference);

    /// <summary>Creates the exponential for a reference.</summary>
    static abstract TSelf From(double reference);

    /// <summary>The result for the reference itself: 1, or close to it.</summary>
    double Unit { get; }

    /// <summary>The first step. The result becomes 0 for -inf, infinity on overflow, and NaN for NaN.</summary>
    (TVector Fraction, TVector Power) Begin(TVector x);

    /// <summary>The first step for numbers that are at most 88 above the reference, which saves a clamp.</summary>
    (TVector Fraction, TVector Power) BeginBounded(TVector x);

    /// <summary>The second step.</summary>
    TVector End((TVector Fraction, TVector Power) begun);

    /// <summary>The second step, with the result added to a sum.</summary>
    TVector End((TVector Fraction, TVector Power) begun, TVector sum);
}
