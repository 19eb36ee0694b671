// LDSL1007 error: but Beta must be between 0 and 1
[LossConfig]
public sealed partial record Config
{
    [Range(0, 1)] public double Beta { get; init; } = 0.5;
    [/*!*/RequiredWhen(nameof(Beta), Is = 2.0)] public int? Steps { get; init; }
}
