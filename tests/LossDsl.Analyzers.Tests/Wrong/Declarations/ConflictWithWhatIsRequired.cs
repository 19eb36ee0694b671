// LDSL1007 error: could never be set
[LossConfig]
public sealed partial record Config
{
    [Requires(nameof(B))] public double? A { get; init; }
    [/*!*/ConflictsWith(nameof(A)), Requires(nameof(A))] public double? B { get; init; }
}
