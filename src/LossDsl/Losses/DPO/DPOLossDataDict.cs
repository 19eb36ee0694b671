namespace LossDsl;

/// <summary>Required keys of the DPO loss: those of all pairs, and what the reference policy thinks of them.</summary>
[DataDict]
public sealed partial record DPOLossDataDict : PairsDataDict
{
    /// <summary>
    /// Log-probability under the reference policy, in nats: entry <c>t</c> is that of token <c>t+1</c>, unlike in the
    /// policy-gradient batch.
    /// </summary>
    [Tensor("2*P S", DType.Float, Alignment = TokenAlignment.Next)]
    public required Tensor ReferencePolicyLogprobs { get; init; }
}
