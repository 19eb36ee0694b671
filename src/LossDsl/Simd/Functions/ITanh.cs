namespace LossDsl;

/// <summary><c>tanh(x)</c>, with its constants in fields, for the reasons given at <see cref="IExponential{TSelf, TVector}"/>.</summary>
/// <typeparam name="TSelf">The implementing type.</typeparam>
/// <typeparam name="TVector">The vector type.</typeparam>
internal interface ITanh<TSelf, TVector>
    where TSelf : struct, ITanh<TSelf, TVector>
    where TVector : unmanaged
{
    static abstract TSelf Create();

    /// <summary><c>tanh(x)</c>: ±1 for ±infinity, NaN for NaN.</summary>
    TVector Evaluate(TVector x);
}
