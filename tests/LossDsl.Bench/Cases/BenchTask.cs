namespace LossDsl.Bench;

/// <summary>A task that all contenders run on the tensors of a case.</summary>
/// <param name="Name">The name.</param>
/// <param name="Peer">The name in the protocol of peers.</param>
internal sealed record BenchTask(string Name, string Peer)
{
    /// <summary>Whether the task takes microseconds, so that JIT compilation must be complete before it is measured.</summary>
    public bool IsShort { get; init; }

    /// <summary>Only accesses the memory that the task must access; null if the task is limited by arithmetic.</summary>
    public Action? Limit { get; init; }

    /// <summary>The variants of this library. Each is compared with the other contenders.</summary>
    public required IReadOnlyList<Variant> Variants { get; init; }

    /// <summary>The same formula with torch's operators, from C#.</summary>
    public required Variant Operators { get; init; }
}
