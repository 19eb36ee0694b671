namespace Wrong.RestOfAnotherType;

[DataDict]
public sealed partial record RestBatch
{
    [Tensor("B")] public required Tensor Reward { get; init; }
    [Extra] public Dictionary<string, object>? /*LDSL1014*/Rest { get; init; }
}
