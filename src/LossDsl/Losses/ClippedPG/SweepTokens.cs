namespace LossDsl;

/// <summary>Where the tokens of one row lie: the inputs of a sweep, and where the gradient goes.</summary>
internal unsafe struct SweepTokens
{
    /// <summary>Log-probabilities: now, at the start of the step, of the engine, of the reference; and the advantages.</summary>
    public byte* Current, Previous, Generation, Reference, Advantages;

    /// <summary>The token mask, 0 where absent; the same times the sample mask; and which of both weighs the loss.</summary>
    public byte* Tokens, Weights, LossWeights;

    /// <summary>The derivative of the loss by each log-probability.</summary>
    public byte* Gradient;

    /// <summary>What the derivative is multiplied by: one over the count, and more at sequence level.</summary>
    public double Factor;
}
