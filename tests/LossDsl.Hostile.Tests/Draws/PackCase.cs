namespace LossDsl.Hostile.Tests.Draws;

/// <summary>Sequences that are packed into one row.</summary>
/// <param name="Lengths">The number of tokens of each sequence.</param>
/// <param name="Padding">The number of padding positions after each sequence; null if the loss gets no padded lengths.</param>
internal sealed record PackCase(long[] Lengths, long[]? Padding)
{
    public PackFault Fault { get; init; }

    /// <summary>The element type of the cumulative lengths.</summary>
    public ScalarType DType { get; init; } = int64;

    /// <summary>The number of positions of the row.</summary>
    public long Positions => Start(Lengths.Length);

    /// <summary>The first position of a sequence.</summary>
    public long Start(int sequence) => Lengths.Take(sequence).Sum() + (Padding?.Take(sequence).Sum() ?? 0);

    /// <summary>The cumulative lengths, in the current dispose scope.</summary>
    public Tensor CuSeqlens()
    {
        List<long> all = [0, .. Lengths.Select((_, i) => Lengths.Take(i + 1).Sum())];
        switch (Fault)
        {
            case PackFault.NotFrom0:
                all[0] = -1;
                break;
            case PackFault.Decreasing:
                all.Add(all[^1] - 1);
                break;
            case PackFault.OneMore:
                all.Add(all[^1]);
                break;
            case PackFault.TooLong:
                all[^1] += 100;
                break;
        }

        var made = tensor(all.ToArray()).to(Fault == PackFault.Floats ? float32 : DType);
        if (Fault == PackFault.Disposed)
            made.Dispose();
        return Fault == PackFault.TwoDimensions ? made.unsqueeze(0) : made;
    }

    /// <summary>The cumulative lengths including padding.</summary>
    public Tensor? CuSeqlensPadded()
    {
        if (Padding is null && Fault is not PackFault.NoRoom)
            return null;
        List<long> all = [.. Enumerable.Range(0, Lengths.Length + 1).Select(Start)];
        if (Fault == PackFault.NoRoom)
            all[^1] = all[^2] + Lengths[^1] - 1;
        if (Fault is PackFault.Decreasing or PackFault.OneMore)
            all.Add(all[^1]);
        if (Fault == PackFault.TooLong)
            all[^1] += 100;
        return tensor(all.ToArray()).to(DType);
    }

    /// <inheritdoc/>
    public override string ToString() =>
        $"packed as [{string.Join(", ", Lengths)}]{(Padding is null ? "" : $" with [{string.Join(", ", Padding)}] behind")}, {DType}, fault {Fault}";
}
