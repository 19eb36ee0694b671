namespace LossDsl;

/// <summary>A collective operation as one rank calls it. The ranks of a group must call equal ones.</summary>
/// <param name="Name">The name with all arguments except the tensor.</param>
/// <param name="Type">The element type of the tensor; null if there is no tensor.</param>
/// <param name="Shape">The shape of the tensor.</param>
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

    /// <summary>A hash that is the same in every process and never 0.</summary>
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

    // The step is a bijection of the hash for each value, and lets every bit of the value affect all bits of the hash.
    private static ulong Mixed(ulong hash, ulong value)
    {
        hash = (hash ^ value) * 0x9e3779b97f4a7c15;
        return hash ^ (hash >> 32);
    }
}
