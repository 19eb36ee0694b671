using LossDsl.Generators.Tests.Harness;

namespace LossDsl.Generators.Tests.Malformed;

/// <summary>The generator is silent about a malformed declaration: no source, no diagnostic, no exception.</summary>
public sealed class MalformedTests
{
    private const string Intact = """
        [LossConfig] sealed partial record Neighbour { public required double Beta { get; init; } }
        """;

    [Theory]
    [InlineData("[DataDict] sealed record Batch { [Tensor(\"B\")] public required Tensor X { get; init; } }")] // not partial
    [InlineData("[DataDict] sealed partial class Batch { [Tensor(\"B\")] public required Tensor X { get; init; } }")] // no record
    [InlineData("[DataDict] partial record struct Batch { [Tensor(\"B\")] public required Tensor X { get; init; } }")]
    [InlineData("[DataDict] abstract partial record Batch { [Tensor(\"B\")] public required Tensor X { get; init; } }")]
    [InlineData("[DataDict] file sealed partial record Batch { [Tensor(\"B\")] public required Tensor X { get; init; } }")]
    [InlineData("file partial class Outer { [DataDict] public sealed partial record Batch { [Tensor(\"B\")] public required Tensor X { get; init; } } }")]
    [InlineData("class Outer { [DataDict] public sealed partial record Batch { [Tensor(\"B\")] public required Tensor X { get; init; } } }")]
    [InlineData("[DataDict] partial record Batch { [Tensor(\"B\")] public required Tensor X { get; init; } } [DataDict] partial record Batch;")]
    [InlineData("[DataDict, LossMetrics] partial record Batch { [Tensor(\"B\"), Metric(Per.Token)] public required Tensor X { get; init; } }")]
    [InlineData("[DataDict] sealed partial record Batch;")] // no tensors, no rows
    [InlineData("[DataDict] sealed partial record Batch { [Tensor(\"\")] public required Tensor X { get; init; } }")]
    [InlineData("[DataDict] sealed partial record Batch { [Tensor(\"3 _\")] public required Tensor X { get; init; } }")]
    [InlineData("[DataDict] sealed partial record Batch(int Y) { [Tensor(\"B\")] public required Tensor X { get; init; } }")]
    [InlineData("[DataDict] sealed partial record Batch { [Tensor(\"B\")] public required Tensor X { get; init; } public required int Y { get; init; } }")]
    [InlineData("[DataDict] sealed partial record Batch { [Tensor(\"B\")] public required Tensor X { get; init; } public required int Y; }")]
    public void Records_that_cannot_be_completed(string source) => AssertNothing(source);

    [Theory]
    [InlineData("[Tensor(\"B\")] public required int X { get; init; }")]
    [InlineData("[Tensor(\"B\")] public required List<Tensor> X { get; init; }")]
    [InlineData("[Tensor(\"B\")] public required Missing X { get; init; }")]
    [InlineData("[Tensor(\"B\")] public Tensor X { get; } = null!;")]
    [InlineData("[Tensor(\"B\")] public Tensor X { init { } }")]
    [InlineData("[Tensor(\"B\")] public static Tensor X { get; set; } = null!;")]
    [InlineData("[Tensor(\"B\")] public Tensor this[int i] { get => null!; set { } }")]
    [InlineData("[Tensor(\"B (\")] public required Tensor X { get; init; }")]
    [InlineData("[Tensor(\"B ...\")] public required Tensor X { get; init; }")]
    [InlineData("[Tensor(null!)] public required Tensor X { get; init; }")]
    [InlineData("[Tensor] public required Tensor X { get; init; }")]
    [InlineData("[Tensor(7)] public required Tensor X { get; init; }")]
    [InlineData("[Tensor(\"B\", (DType)99)] public required Tensor X { get; init; }")]
    [InlineData("[Tensor(\"B\", DType.Missing)] public required Tensor X { get; init; }")]
    [InlineData("[Tensor(\"B S\", Aligned = (Token)9)] public required Tensor X { get; init; }")]
    [InlineData("[Tensor(\"\", Aligned = Token.This)] public required Tensor X { get; init; }")]
    [InlineData("[Tensor(\"...\", Aligned = Token.This)] public required Tensor X { get; init; }")]
    [InlineData("[Tensor(\"B\", Aligned = Token.This)] public required Tensor X { get; init; }")]
    [InlineData("[Tensor(\"3 B\", Aligned = Token.This)] public required Tensor X { get; init; }")]
    [InlineData("[Tensor(\"B\", Below = \"2*V\")] public required Tensor X { get; init; }")]
    [InlineData("[Tensor(\"B\", Below = \"\")] public required Tensor X { get; init; }")]
    [InlineData("[Tensor(\"B\", Key = \"\")] public required Tensor X { get; init; }")]
    [InlineData("[Tensor(\"B\", Key = \"given\")] public required Tensor X { get; init; }")]
    [InlineData("[Tensor(\"B\"), Extra] public required Tensor X { get; init; }")]
    [InlineData("[Tensor(\"B\")] public required Tensor Schema { get; init; }")]
    [InlineData("[Tensor(\"B S\", Aligned = Token.This)] public required Tensor _data { get; init; }")]
    [InlineData("[Tensor(\"B\")] public new required Tensor GetType { get; init; }")]
    [InlineData("public Batch Map(BatchMap map) => this;")]
    [InlineData("[Tensor(\"B\"), RequiredWhen<Neighbour>(\"Beta\", IsNot = 0)] public required Tensor X { get; init; }")]
    [InlineData("[Tensor(\"B\"), RequiredWhen<Neighbour>(\"Missing\", IsNot = 0)] public Tensor? X { get; init; }")]
    [InlineData("[Tensor(\"B\"), RequiredWhen<Neighbour>(\"Beta\")] public Tensor? X { get; init; }")]
    [InlineData("[Tensor(\"B\"), RequiredWhen<Neighbour>(\"Beta\", Is = 0, IsNot = 1)] public Tensor? X { get; init; }")]
    [InlineData("[Tensor(\"B\"), RequiredWhen<Neighbour>(\"Beta\", Is = double.NaN)] public Tensor? X { get; init; }")]
    [InlineData("[Tensor(\"B\"), RequiredWhen<Neighbour>(\"Beta\", Is = (DType)99)] public Tensor? X { get; init; }")]
    [InlineData("[Tensor(\"B\"), RequiredWhen<Neighbour>(\"Beta\", Is = typeof(int))] public Tensor? X { get; init; }")]
    [InlineData("[Tensor(\"B\"), RequiredWhen<Neighbour>(null!, Is = 1)] public Tensor? X { get; init; }")]
    [InlineData("[Tensor(\"B\"), RequiredWhen<Missing>(\"Beta\", Is = 1)] public Tensor? X { get; init; }")]
    [InlineData("private static int Keys;")]
    [InlineData("[Extra] public required Dictionary<string, object?> X { get; init; }")]
    [InlineData("[Extra] public required IReadOnlyDictionary<string, object> X { get; init; }")]
    [InlineData("[Extra] public required IReadOnlyDictionary<int, object?> X { get; init; }")]
    [InlineData("[Extra] public IReadOnlyDictionary<string, object?>? X => null;")]
    [InlineData("[Extra] public IReadOnlyDictionary<string, object?>? X { get; set; } [Extra] public IReadOnlyDictionary<string, object?>? Y { get; set; }")]
    public void Members_of_data_dicts(string member) => AssertNothing($$"""
        [DataDict]
        sealed partial record Batch
        {
            [Tensor("B")] public required Tensor Given { get; init; }
            {{member}}
        }
        """);

    [Theory]
    [InlineData("public required decimal X { get; init; }")]
    [InlineData("public List<double>? X { get; init; }")]
    [InlineData("public Missing? X { get; init; }")]
    [InlineData("[ConfigKey(\"\")] public double X { get; init; }")]
    [InlineData("[ConfigKey(\"given\")] public double X { get; init; }")]
    [InlineData("[Range(1, 0)] public double X { get; init; }")]
    [InlineData("[Range(0, 0, MinimumIsExclusive = true)] public double X { get; init; }")]
    [InlineData("[Range(double.NaN, 0)] public double X { get; init; }")]
    [InlineData("[Range(typeof(double), \"0\", \"1\")] public double X { get; init; }")]
    [InlineData("[Range(\"0\", 1)] public double X { get; init; }")]
    [InlineData("[Range(0, 1)] public bool X { get; init; }")]
    [InlineData("[Range(0, 1)] public string? X { get; init; }")]
    [InlineData("[AllowedValues(1)] public string? X { get; init; }")]
    [InlineData("[AllowedValues(\"a\")] public double X { get; init; }")]
    [InlineData("[AllowedValues(0.5)] public int X { get; init; }")]
    [InlineData("[AllowedValues(double.NaN)] public double X { get; init; }")]
    [InlineData("[AllowedValues] public string? X { get; init; }")]
    [InlineData("[AllowedValues(null)] public string? X { get; init; }")]
    [InlineData("[AllowedValues((DayOfWeek)9)] public DayOfWeek X { get; init; }")]
    [InlineData("[AllowedValues(DType.Any)] public DayOfWeek X { get; init; }")]
    [InlineData("[Requires(\"Missing\")] public bool X { get; init; }")]
    [InlineData("[Requires(nameof(X))] public bool X { get; init; }")]
    [InlineData("[Requires(null!)] public bool X { get; init; }")]
    [InlineData("[Requires] public bool X { get; init; }")]
    [InlineData("[ConflictsWith(\"Computed\")] public bool X { get; init; } public bool Computed => X;")]
    [InlineData("[RequiredWhen(nameof(Given))] public bool X { get; init; }")]
    [InlineData("[RequiredWhen(nameof(Given), Is = 1, IsNot = 2)] public bool X { get; init; }")]
    [InlineData("[RequiredWhen(nameof(Given), Is = \"1\")] public bool X { get; init; }")]
    [InlineData("[RequiredWhen(nameof(Given), Is = null)] public bool X { get; init; }")]
    [InlineData("[RequiredWhen(nameof(Given), Is = DayOfWeek.Monday)] public bool X { get; init; }")]
    [InlineData("[RequiredWhen(nameof(Given), Is = Missing)] public bool X { get; init; }")]
    [InlineData("public string? ToYaml { get; init; }")]
    [InlineData("public void Validate() { }")]
    [InlineData("public string? FromJson { get; init; }")]
    [InlineData("internal required int X { get; init; }")]
    [InlineData("private Config(int x) { }")]
    public void Members_of_configs(string member) => AssertNothing($$"""
        [LossConfig]
        sealed partial record Config
        {
            public double Given { get; init; }
            {{member}}
        }
        """);

    [Theory]
    [InlineData("[Metric(Per.Token)] public required Tensor? X { get; init; }")]
    [InlineData("[Metric(Per.Token)] public double X { get; init; }")]
    [InlineData("[Metric((Per)7)] public required Tensor X { get; init; }")]
    [InlineData("[Metric(Per.Token, (Combine)7)] public required Tensor X { get; init; }")]
    [InlineData("[Metric] public required Tensor X { get; init; }")]
    [InlineData("[Metric(Per.Token, Key = \" \")] public required Tensor X { get; init; }")]
    [InlineData("[Metric(Per.Token, Key = \"given\")] public required Tensor X { get; init; }")]
    [InlineData("[Metric(Per.Token)] public Tensor X { set { } }")]
    [InlineData("[Metric(Per.Token)] public static Tensor X => null!;")]
    [InlineData("public const int Keys = 1;")]
    public void Members_of_metrics(string member) => AssertNothing($$"""
        [LossMetrics]
        sealed partial record Metrics
        {
            [Metric(Per.Token)] public required Tensor Given { get; init; }
            {{member}}
        }
        """);

    [Fact]
    public void Metrics_without_a_metric() => AssertNothing("[LossMetrics] sealed partial record Metrics;");

    [Fact]
    public void A_record_whose_base_is_malformed_shares_its_fate_where_it_inherits_the_fault()
    {
        AssertNothing("""
            [DataDict] partial record Base { [Tensor("B (")] public required Tensor X { get; init; } }
            [DataDict] sealed partial record Derived : Base { [Tensor("B")] public required Tensor Y { get; init; } }
            """);
    }

    [Fact]
    public void A_record_stands_for_itself_where_its_base_gets_nothing()
    {
        var generation = Generation.Of("""
            [DataDict] abstract partial record Base { [Tensor("B")] public required Tensor X { get; init; } }
            [DataDict] sealed partial record Derived : Base { [Tensor("B")] public required Tensor Y { get; init; } }
            """);

        Assert.Equal(["Derived.g.cs"], generation.HintNames);
        Assert.Empty(generation.Complaints);
    }

    [Theory]
    [InlineData("[DataDict] partial record A : B; [DataDict] partial record B : A;")] // a circle
    [InlineData("[DataDict] partial record A : Missing { [Tensor(\"B (\")] public required Tensor X { get; init; } }")]
    [InlineData("[LossConfig] partial enum Config { }")]
    [InlineData("[LossConfig] partial record { }")]
    [InlineData("[LossConfig] namespace My;")]
    [InlineData("namespace My.; [LossMetrics] partial record Metrics;")]
    public void Code_that_is_not_even_csharp(string source) => AssertNothing(source);

    // The neighbour shows that one malformed declaration does not stop the others.
    private static void AssertNothing(string source)
    {
        var generation = Generation.Of(source, Intact);

        Assert.Null(generation.Result.Exception);
        Assert.Empty(generation.Result.Diagnostics);
        Assert.Equal(["Neighbour.g.cs"], generation.HintNames);
    }
}
