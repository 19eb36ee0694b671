namespace LossDsl;

/// <summary>Which of what logits are made of want a gradient.</summary>
internal readonly record struct WantedGradients(bool Hidden, bool Weight, bool Bias)
{
    /// <summary>How many do.</summary>
    public int Count => (Hidden ? 1 : 0) + (Weight ? 1 : 0) + (Bias ? 1 : 0);

    /// <summary>Asks them.</summary>
    public static WantedGradients Of(Tensor hidden, Tensor weight, Tensor? bias) =>
        new(hidden.requires_grad, weight.requires_grad, bias is { requires_grad: true });
}
