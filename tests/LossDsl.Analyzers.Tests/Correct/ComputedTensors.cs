// Expected: nothing
[DataDict]
public sealed partial record Batch
{
    [Tensor("B S")] public required Tensor Ids { get; init; }
    public Tensor Longest => Ids.max();
    public static Tensor? Cached;
}
