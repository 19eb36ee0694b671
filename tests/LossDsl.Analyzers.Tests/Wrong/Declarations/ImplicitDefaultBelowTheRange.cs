// LDSL1022 warning: Groups is 0
[LossConfig]
public sealed partial record Config
{
    [AllowedValues("sum", "mean")] public string Reduction { get; init; } = "sum";
    [Range(2, 8)] public int /*!*/Groups { get; init; }
}
