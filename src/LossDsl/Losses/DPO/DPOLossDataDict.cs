namespace LossDsl;

/// <summary>The data dict of the DPO loss: pairs, with log-probabilities under the reference policy.</summary>
[DataDict]
public sealed partial record DPOLossDataDict : PairsDataDict
{
    /// <summary>
    /// Log-probability under the reference policy, in nats. Entry <c>t</c> belongs to token <c>t+1</c>, unlike in the
    /// data dict of the policy-gradient loss.
    /// </summary>
    [Tensor("2*P S", DType.Float, Alignment = TokenAlignment.Next)]
    public required Tensor ReferencePolicyLogprobs { get; init; }
}
