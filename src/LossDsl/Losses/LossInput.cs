namespace LossDsl;

/// <summary>The kind of model output that a loss over sequences uses.</summary>
public enum LossInput
{
    /// <summary>The log-probability of each token, from logits <c>[B, S, V]</c> or any other <see cref="ModelOutput"/> for them.</summary>
    Logprobs,

    /// <summary>One reward per sequence, shape <c>[B]</c> or <c>[B, 1]</c>.</summary>
    Rewards,
}
