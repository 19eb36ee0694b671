// LDSL1010 error: rename it and keep its key with [ConfigKey("schema")]
[LossConfig]
public sealed partial record Config
{
    public string /*!*/Schema { get; init; } = "x";
}
