// LDSL3001 error: Kind is 5; it must be one of sum, mean
public enum Kind { Sum, Mean }
[LossConfig] public sealed partial record Config { public Kind Kind { get; init; } }
static class Trainer { static Config Make() => new Config { Kind = /*!*/(Kind)5 }; }
