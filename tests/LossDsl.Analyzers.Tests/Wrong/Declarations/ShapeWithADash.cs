// LDSL1003 error: The shape "B S-" is malformed: 'S-' is not a dimension; expected a name, an integer
static class Shapes
{
    public const string Tokens = "B S-";
}

[DataDict]
public sealed partial record Batch
{
    [Tensor(/*!*/Shapes.Tokens)] public required Tensor Ids { get; init; }
}
