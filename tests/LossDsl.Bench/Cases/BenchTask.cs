namespace LossDsl.Bench;

/// <summary>What all contenders do over the tensors of a case.</summary>
/// <param name="Name">How it is called.</param>
/// <param name="Peer">How a peer calls it.</param>
internal sealed record BenchTask(string Name, string Peer)
{
    /// <summary>Whether it takes microseconds: the runtime must have done with compiling before it is measured.</summary>
    public bool IsShort { get; init; }

    /// <summary>Touches the memory that has to be touched, and does nothing else; null where arithmetic is the limit.</summary>
    public Action? Limit { get; init; }

    /// <summary>Our ways to do it; the numbers of the others stand beside each.</summary>
    public required IReadOnlyList<Variant> Variants { get; init; }

    /// <summary>The same formula in torch's operators, from C#.</summary>
    public required Variant Operators { get; init; }
}
