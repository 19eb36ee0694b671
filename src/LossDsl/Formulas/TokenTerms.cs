using System.ComponentModel;

namespace LossDsl;

/// <summary>
/// A batch at one token, as terms of a formula. It converts to the generated <c>Terms</c> of the data dict, which has a property per
/// tensor.
/// </summary>
/// <typeparam name="TData">The data dict.</typeparam>
public readonly struct TokenTerms<TData>
{
    private readonly FormulaTrace? _trace;

    internal TokenTerms(FormulaTrace trace) => _trace = trace;

    /// <summary>A tensor of the batch; 0 at masked tokens. For generated code.</summary>
    /// <param name="field">The index of the tensor in declaration order.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public Term this[int field] =>
        (_trace ?? throw new InvalidOperationException("terms of a batch are given to a formula, and not made")).Field(field);
}
