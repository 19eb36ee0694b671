// LDSL1001 error: it is a class, not a record
[LossConfig]
public sealed partial class /*!*/Config
{
    [Range(1, 10)] public int Steps { get; init; } = 3;
}
static class Trainer { static Config Read(string path) => Config.FromYaml(path); }
