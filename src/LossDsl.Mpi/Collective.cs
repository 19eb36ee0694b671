namespace LossDsl;

/// <summary>What a rank has been called for; the ranks of a group must agree in it.</summary>
/// <param name="Name">What it does, in words that name all that is not the tensor.</param>
/// <param name="Type">The tensor's type; null without a tensor.</param>
/// <param name="Shape">The tensor's shape.</param>
internal readonly record struct Collective(string Name, ScalarType? Type, long[] Shape)
{
    public static Collective Barrier => new("barrier", null, []);

    public static Collective Split => new("split", null, []);

    public static Collective AllReduce(Tensor tensor, ReduceOp operation) => new(
        operation switch
        {
            ReduceOp.Max => "all-reduce (max)",
            ReduceOp.Min => "all-reduce (min)",
            _ => "all-reduce (sum)",
        },
        tensor.dtype,
        tensor.shape);

    public static Collective AllGather(Tensor tensor) => new("all-gather", tensor.dtype, tensor.shape);

    public static Collective Broadcast(Tensor tensor, int root) => new($"broadcast from rank {root}", tensor.dtype, tensor.shape);

    /// <summary>A number that differs where anything does, the same in every process; never 0.</summary>
    public ulong Fingerprint()
    {
        var hash = 0xcbf29ce484222325UL;
        foreach (var letter in Name)
            hash = Mixed(hash, letter);
        hash = Mixed(hash, (ulong)((long?)Type ?? -1));
        foreach (var length in Shape)
            hash = Mixed(hash, (ulong)length);
        hash = Mixed(hash, (ulong)Shape.Length);
        return hash == 0 ? 1 : hash;
    }

    /// <inheritdoc/>
    public override string ToString() => Type is { } type ? $"{Name} of {type.ToDisplayString()} [{string.Join(", ", Shape)}]" : Name;

    // Each step is one-to-one in the hash, and spreads every bit of the value over the whole of it.
    private static ulong Mixed(ulong hash, ulong value)
    {
        hash = (hash ^ value) * 0x9e3779b97f4a7c15;
        return hash ^ (hash >> 32);
    }
}
