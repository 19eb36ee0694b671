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
    public bool AreOnCpu => All.TrueForAll(tensor => tensor.device_type == DeviceType.CPU);

    /// <summary>All tensors, for the autograd graph to keep.</summary>
    public List<Tensor> All
    {
        get
        {
            List<Tensor> all = [TokenMask.Whole, SampleMask, .. TokenFields.Select(tokens => tokens.Whole), .. RowFields];
            if (ValidTokens is not null)
                all.Add(ValidTokens);
            if (ValidSequences is not null)
                all.Add(ValidSequences);
            return all;
        }
    }

    /// <summary>
    /// Restores the inputs from the tensors that the autograd graph kept, as the caller's tensors may have been disposed.
    /// </summary>
    public FormulaInputs From(IReadOnlyList<Tensor> kept)
    {
        var rest = 2 + TokenFields.Length;
        var counts = rest + RowFields.Length;
        return this with
        {
            TokenMask = TokenMask with { Whole = kept[0] },
            SampleMask = kept[1],
            TokenFields = [.. TokenFields.Select((tokens, i) => tokens with { Whole = kept[2 + i] })],
            RowFields = [.. kept.Skip(rest).Take(RowFields.Length)],
            ValidTokens = ValidTokens is null ? null : kept[counts],
            ValidSequences = ValidSequences is null ? null : kept[^1],
        };
    }
}
