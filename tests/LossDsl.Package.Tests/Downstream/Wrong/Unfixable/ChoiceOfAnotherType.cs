namespace Wrong.ChoiceOfAnotherType;

[LossConfig]
public sealed partial record LevelConfig
{
    [AllowedValues("token", /*LDSL1009*/1)] public string Level { get; init; } = "token";
}
