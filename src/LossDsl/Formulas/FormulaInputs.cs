namespace LossDsl;

/// <summary>The inputs of a formula besides the log-probabilities.</summary>
/// <param name="TokenMask">The token mask. Shape <c>[B, N]</c>, aligned with the predictions like the token fields.</param>
/// <param name="SampleMask">The sample mask. Shape <c>[B]</c>.</param>
/// <param name="TokenFields">The per-token tensors that the formula reads. Shape <c>[B, N]</c>.</param>
/// <param name="RowFields">The per-row tensors that the formula reads. Shape <c>[B]</c>.</param>
/// <param name="ValidTokens">The number of valid tokens of the whole step; null where it is not used as a denominator.</param>
/// <param name="ValidSequences">The number of valid sequences of the whole step; null where it is not used as a denominator.</param>
/// <param name="Reduction">The reduction of the token losses to the loss.</param>
internal sealed record FormulaInputs(
    TokenTensor TokenMask,
    Tensor SampleMask,
    TokenTensor[] TokenFields,
    Tensor[] RowFields,
    Tensor? ValidTokens,
    Tensor? ValidSequences,
    LossReduction Reduction)
{
    /// <summary>Whether all tensors are on the CPU.</summary>
    public bool AreOnCpu => All.All(tensor => tensor.device_type == DeviceType.CPU);

    /// <summary>All tensors.</summary>
    public IEnumerable<Tensor> All
    {
        get
        {
            yield return TokenMask.Whole;
            yield return SampleMask;
            foreach (var tokens in TokenFields)
                yield return tokens.Whole;
            foreach (var rows in RowFields)
                yield return rows;
            if (ValidTokens is not null)
                yield return ValidTokens;
            if (ValidSequences is not null)
                yield return ValidSequences;
        }
    }

    /// <summary>The inputs with each tensor replaced.</summary>
    /// <param name="replace">Maps each tensor to its replacement, of the same shape and strides.</param>
    public FormulaInputs Select(Func<Tensor, Tensor> replace) => this with
    {
        TokenMask = TokenMask with { Whole = replace(TokenMask.Whole) },
        SampleMask = replace(SampleMask),
        TokenFields = Array.ConvertAll(TokenFields, tokens => tokens with { Whole = replace(tokens.Whole) }),
        RowFields = Array.ConvertAll(RowFields, rows => replace(rows)),
        ValidTokens = ValidTokens is null ? null : replace(ValidTokens),
        ValidSequences = ValidSequences is null ? null : replace(ValidSequences),
    };
}
