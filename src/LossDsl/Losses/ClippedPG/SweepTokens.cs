namespace LossDsl;

/// <summary>Where the tokens of one row lie: the inputs of a sweep, and where the gradient goes.</summary>
internal unsafe struct SweepTokens
{
    /// <summary>Log-probabilities: now, at the start of the step, of the engine, of the reference; and the advantages.</summary>
    public byte* Current, Previous, Generation, Reference, Advantages;

    /// <summary>The token mask: 0 where a token is absent, and in all of a row that is.</summary>
    public byte* Mask;

    /// <summary>The row's sample mask.</summary>
    public double Sample;

    /// <summary>Whether a token weighs by the token mask alone in the loss, as the row does by the factor.</summary>
    public bool WeighsAlone;

    /// <summary>What the derivative is multiplied by: one over the count, and more at sequence level.</summary>
    public double Factor;

    /// <summary>The derivative of the loss by each log-probability.</summary>
    public byte* Gradient;
}
