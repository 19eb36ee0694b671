// Expected: nothing
public sealed class Options { [Range(1, 10)] public int Level { get; set; } = 3; }
static class Trainer
{
    static Options Make(int level) => new() { Level = Math.Clamp(level, 1, 10) };
}
