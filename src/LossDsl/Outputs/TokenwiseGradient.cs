namespace LossDsl;

/// <summary>
/// The gradient of a tokenwise loss over hidden states, taken in the forward pass: as soon as a chunk's log-probabilities
/// are known, so is what the loss makes of each, and the chunk's logits need not be made again.
/// </summary>
internal static class TokenwiseGradient
{
    /// <summary>Computes loss and metrics; the loss has the gradients ready.</summary>
    /// <param name="states">The hidden states.</param>
    /// <param name="formula">The loss over any output.</param>
    public static (Tensor Loss, TMetrics Metrics) Evaluate<TMetrics>(
        HiddenStates states, Func<ModelOutput, (Tensor Loss, TMetrics Metrics)> formula)
    {
        using var question = new LogprobsQuestion(states);
        using (no_grad())
            formula(question);
        if (!question.IsTheOnlyOne)
            return formula(states);

        var tokens = states.Tokens(question.Ids!, question.Absent!, question.DType);
        var gradients = new ChunkedGradients(tokens, RequiredGradients.From(tokens.Hidden, tokens.Weight, tokens.Bias));
        var upstream = zeros(tokens.Ids.shape, dtype: tokens.DType, device: tokens.Hidden.device);
        var logprobs = tokens.Logprobs((chunk, logits, sofar) =>
        {
            var known = chunk.Slice(upstream).copy_(chunk.Slice(Upstream(sofar)));
            gradients.Add(chunk, logits, known);
        });
        (Tensor Loss, TMetrics Metrics) result;
        using (no_grad())
            result = formula(new GivenLogprobs(states, logprobs));
        return (PrecomputedGradient.Apply(result.Loss, tokens, upstream, gradients), result.Metrics);

        // What stands for the chunks to come is of no effect: that is what tokenwise means.
        Tensor Upstream(Tensor sofar)
        {
            using var on = enable_grad();
            var leaf = sofar.detach().requires_grad_();
            return autograd.grad([formula(new GivenLogprobs(states, leaf)).Loss], [leaf])[0];
        }
    }
}
