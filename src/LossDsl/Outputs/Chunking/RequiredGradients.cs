namespace LossDsl;

/// <summary>Which of what logits are made of want a gradient.</summary>
internal readonly record struct RequiredGradients(bool Hidden, bool Weight, bool Bias)
{
    /// <summary>How many do.</summary>
    public int Count => (Hidden ? 1 : 0) + (Weight ? 1 : 0) + (Bias ? 1 : 0);

    /// <summary>The gradients of the arguments of a function, in their order, null for those that want none.</summary>
    /// <param name="before">How many arguments precede what <see cref="ChunkedTokens.Arguments"/> gives.</param>
    /// <param name="hasBias">Whether there is a bias.</param>
    /// <param name="gradients">Those that are wanted: hidden states, weight, bias.</param>
    public List<Tensor> InArgumentOrder(int before, bool hasBias, IEnumerable<Tensor> gradients)
    {
        var given = new Queue<Tensor>(gradients);
        List<Tensor> result = [.. Enumerable.Repeat<Tensor>(null!, before)];
        foreach (var isWanted in hasBias ? [Hidden, Weight, Bias] : new[] { Hidden, Weight })
            result.Add(isWanted ? given.Dequeue() : null!);
        return result;
    }

    /// <summary>Asks them.</summary>
    public static RequiredGradients From(Tensor hidden, Tensor weight, Tensor? bias) =>
        new(hidden.requires_grad, weight.requires_grad, bias is { requires_grad: true });
}
