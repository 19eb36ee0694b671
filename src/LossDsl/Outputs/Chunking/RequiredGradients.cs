namespace LossDsl;

/// <summary>Which of hidden states, weight and bias require a gradient.</summary>
internal readonly record struct RequiredGradients(bool Hidden, bool Weight, bool Bias)
{
    /// <summary>The number of required gradients.</summary>
    public int Count => (Hidden ? 1 : 0) + (Weight ? 1 : 0) + (Bias ? 1 : 0);

    /// <summary>Arranges gradients in the order of a function's arguments, null for arguments without a gradient.</summary>
    /// <param name="before">The number of arguments before those of <see cref="ChunkedTokens.Arguments"/>.</param>
    /// <param name="hasBias">Whether there is a bias.</param>
    /// <param name="gradients">The required gradients in the order hidden states, weight, bias.</param>
    public List<Tensor> InArgumentOrder(int before, bool hasBias, IEnumerable<Tensor> gradients)
    {
        var given = new Queue<Tensor>(gradients);
        List<Tensor> result = [.. Enumerable.Repeat<Tensor>(null!, before)];
        foreach (var isWanted in hasBias ? [Hidden, Weight, Bias] : new[] { Hidden, Weight })
            result.Add(isWanted ? given.Dequeue() : null!);
        return result;
    }

    public static RequiredGradients From(Tensor hidden, Tensor weight, Tensor? bias) =>
        new(hidden.requires_grad, weight.requires_grad, bias is { requires_grad: true });
}
