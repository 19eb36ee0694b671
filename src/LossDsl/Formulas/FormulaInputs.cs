namespace LossDsl;

/// <summary>What a formula is evaluated over besides the log-probabilities.</summary>
/// <param name="TokenMask">The token mask, lined up with the predictions, as are the token fields.</param>
/// <param name="SampleMask">The sample mask. Shape <c>[B]</c>.</param>
/// <param name="TokenFields">The per-token tensors that the formula reads.</param>
/// <param name="RowFields">The per-row tensors that it reads. Shape <c>[B]</c>.</param>
/// <param name="ValidTokens">The valid tokens of the whole step; null where nothing is divided by them.</param>
/// <param name="ValidSequences">The valid sequences of the whole step; null where nothing is divided by them.</param>
/// <param name="Reduction">How the losses of tokens become the loss.</param>
internal sealed record FormulaInputs(
    TokenTensor TokenMask,
    Tensor SampleMask,
    TokenTensor[] TokenFields,
    Tensor[] RowFields,
    Tensor? ValidTokens,
    Tensor? ValidSequences,
    LossReduction Reduction)
{
    /// <summary>Whether all lie on the CPU.</summary>
    public bool AreOnCpu => All.TrueForAll(tensor => tensor.device_type == DeviceType.CPU);

    /// <summary>The tensors in a list, for a graph to keep.</summary>
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

    /// <summary>The same inputs out of what a graph has kept, as the caller's tensors may have been freed.</summary>
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
