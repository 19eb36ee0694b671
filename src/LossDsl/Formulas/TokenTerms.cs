using System.ComponentModel;

namespace LossDsl;

/// <summary>
/// A batch at one token, as terms of a formula. It converts to the <c>Terms</c> of the data dict, which name each tensor.
/// </summary>
/// <typeparam name="TData">The batch.</typeparam>
public readonly struct TokenTerms<TData>
{
    private readonly FormulaTrace? _trace;

    internal TokenTerms(FormulaTrace trace) => _trace = trace;

    /// <summary>A tensor of the batch; 0 where the token is absent. For generated code.</summary>
    /// <param name="field">Its place among the declared tensors.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public Term this[int field] =>
        (_trace ?? throw new InvalidOperationException("terms of a batch are given to a formula, and not made")).Field(field);
}
