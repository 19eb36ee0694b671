namespace Wrong.ChoiceUnknown;

[LossConfig]
public sealed partial record DecayConfig
{
    [AllowedValues("linear", "cosine")] public string Decay { get; init; } = /*LDSL3001*/"polynomial";
}
