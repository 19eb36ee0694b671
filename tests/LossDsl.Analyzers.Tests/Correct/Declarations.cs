public abstract record Common
{
    [Tensor("B S", DType.Integer, Alignment = TokenAlignment.Current, UpperBound = "V")] public required Tensor InputIds { get; init; }
    [Extra] public IReadOnlyDictionary<string, object?>? Rest { get; init; }
}

public sealed record Switches
{
    public double Weight { get; init; }
    public bool Entropy { get; init; }
}

[DataDict]
public sealed partial record Distillation : Common
{
    [Tensor("B S H", DType.Float, Alignment = TokenAlignment.Current)] public required Tensor Hidden { get; init; }
    [Tensor("H layers=4")] public Tensor? Weights { get; init; }
    [Tensor("B S K", Alignment = TokenAlignment.Next), RequiredWhen<Switches>(nameof(Switches.Weight), IsNot = 0)] public Tensor? TeacherTopK { get; init; }
    [Tensor("B", Key = "rows")] public required Tensor RowIds { get; init; }
    [Tensor("B+1")] public Tensor? Lengths { get; init; }
    public long Tokens => InputIds.numel();
}

public partial class Holder<T>
{
    [LossMetrics]
    public sealed partial record Measured
    {
        [Metric(MetricNormalizer.Tokens)] public required Tensor Loss { get; init; }
        [Metric(MetricNormalizer.Sequences, MetricReduction.Max)] public required Tensor Longest { get; init; }
    }

    [DataDict]
    internal sealed partial record Pair
    {
        [Tensor("2*P")] public required Tensor Rewards { get; init; }
        private string Name { get; set; } = "";
        public override string ToString() => Name;
    }
}

[LossConfig]
public partial record NoSettings;
