namespace LossDsl;

/// <summary>What a model gives to the formula of a loss over sequences.</summary>
public enum LossInput
{
    /// <summary>The log-probability of each token: of logits <c>[B, S, V]</c>, or whatever else they are made of.</summary>
    Logprobs,

    /// <summary>One reward a sequence, shape <c>[B]</c> or <c>[B, 1]</c>.</summary>
    Rewards,
}
