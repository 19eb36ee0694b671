using LossDsl.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace LossDsl.Generators.Tests.Malformed;

/// <summary>
/// An invalid declaration gets members that throw, so that its uses compile. A type that cannot be completed is reported.
/// </summary>
public sealed class MalformedTests
{
    private const string Intact = """
        [LossConfig] sealed partial record Neighbour { public required double Beta { get; init; } }
        """;

    // One error in a declaration must not cause errors where the type is used.
    private const string MentionsOfBatch = """
        sealed class Loss() : LossFunction<Batch, NLLMetrics>(NextTokenLogits)
        {
            protected override (Tensor Loss, NLLMetrics Metrics) ComputeLoss(ModelOutput output, Batch data, GlobalNormalization totals) =>
                throw new NotSupportedException(data.ToString());
        }

        abstract class Field { BatchedDataDict<Batch>? _field; object? Read() => _field; }
        abstract class Parameter { private protected abstract void Take(BatchedDataDict<Batch> batch, IDataDict<Batch> data); }
        abstract class Parent : List<BatchedDataDict<Batch>>;
        """;

    private const string MentionsOfConfig = """
        static class Reader<T> where T : class, ILossConfig<T>;
        abstract class Field { Type _field = typeof(Reader<Config>); List<Config>? Read(Config config) => [config]; }
        abstract class Parameter { private protected abstract void Take(ILossConfig<Config> config); }
        """;

    private const string MentionsOfMetrics = """
        sealed class Loss() : LossFunction<NLLLossDataDict, Metrics>(NextTokenLogits)
        {
            protected override (Tensor Loss, Metrics Metrics) ComputeLoss(ModelOutput output, NLLLossDataDict data, GlobalNormalization totals) =>
                throw new NotSupportedException();
        }

        abstract class Field { LossResult<Metrics>? _field; object? Read() => _field; }
        abstract class Parameter { private protected abstract void Take(MetricsAccumulator<Metrics> metrics); }
        """;

    [Theory]
    [InlineData("[DataDict] static partial class Batch { }")]
    [InlineData("[DataDict] file sealed partial record Batch { [Tensor(\"B\")] public required Tensor X { get; init; } }")]
    [InlineData("file partial class Outer { [DataDict] public sealed partial record Batch { [Tensor(\"B\")] public required Tensor X { get; init; } } }")]
    public void Types_that_cannot_be_completed_are_reported(string source) => AssertRefused(source);

    // The compiler merges parts of which one is not partial, and reports only that part. The rule is reported in addition.
    [Theory]
    [InlineData("[DataDict] sealed record Batch { [Tensor(\"B\")] public required Tensor X { get; init; } }", "Batch")]
    [InlineData("class Outer { [DataDict] public sealed partial record Inner { [Tensor(\"B\")] public required Tensor X { get; init; } } } "
        + "[DataDict] sealed partial record Batch { [Tensor(\"B\")] public required Tensor X { get; init; } }", "Outer")]
    public void A_batch_that_is_not_partial_is_reported_and_completed(string source, string name) => AssertNotPartial(source, MentionsOfBatch, name);

    [Fact]
    public void So_is_one_with_another_mistake() => AssertNotPartial(
        "[DataDict] record Batch { [Tensor(\"B,S\")] public required Tensor X { get; init; } }", MentionsOfBatch, "Batch");

    [Fact]
    public void So_is_a_config() => AssertNotPartial("[LossConfig] record Config { public double Beta { get; init; } = 0.5; }", MentionsOfConfig, "Config");

    [Fact]
    public void So_are_metrics() => AssertNotPartial(
        "[LossMetrics] sealed record Metrics { [Metric(MetricNormalizer.Tokens)] public required Tensor Loss { get; init; } }", MentionsOfMetrics, "Metrics");

    [Theory]
    [InlineData("[DataDict] sealed partial class Batch { [Tensor(\"B\")] public required Tensor X { get; init; } }")]
    [InlineData("[DataDict] partial class Batch { [Tensor(\"B S\", Alignment = TokenAlignment.Current)] public Tensor X { get; set; } = null!; }")]
    public void A_batch_that_is_no_record(string source) => AssertCompleted(source, MentionsOfBatch);

    [Theory]
    [InlineData("[LossConfig] sealed partial class Config { public double Beta { get; init; } = 0.5; }")]
    [InlineData("[LossConfig] partial class Config { public double Beta { get; init; } = 0.5; }")]
    public void A_config_that_is_no_record(string source) => AssertCompleted(source, MentionsOfConfig);

    [Theory]
    [InlineData("[LossMetrics] partial class Metrics { [Metric(MetricNormalizer.Tokens)] public required Tensor Loss { get; init; } }")]
    public void Metrics_that_are_no_record(string source) => AssertCompleted(source, MentionsOfMetrics);

    [Fact]
    public void What_the_compiler_refuses_is_left_to_it()
    {
        var generation = Generation.Of(Intact, "[DataDict] partial record struct Batch { [Tensor(\"B\")] public required Tensor X { get; init; } }");

        Assert.Empty(generation.Result.Diagnostics);
        Assert.Equal(["Neighbour.g.cs"], generation.HintNames);
    }

    [Theory]
    [InlineData("[DataDict] abstract partial record Batch { [Tensor(\"B\")] public required Tensor X { get; init; } }")]
    [InlineData("[DataDict] partial record Batch { [Tensor(\"B\")] public required Tensor X { get; init; } } [DataDict] partial record Batch;")]
    [InlineData("[DataDict, LossMetrics] partial record Batch { [Tensor(\"B\"), Metric(MetricNormalizer.Tokens)] public required Tensor X { get; init; } }")]
    [InlineData("[DataDict] sealed partial record Batch;")] // no tensors, no rows
    [InlineData("[DataDict] sealed partial record Batch { [Tensor(\"\")] public required Tensor X { get; init; } }")]
    [InlineData("[DataDict] sealed partial record Batch { [Tensor(\"3 _\")] public required Tensor X { get; init; } }")]
    [InlineData("[DataDict] sealed partial record Batch(int Y) { [Tensor(\"B\")] public required Tensor X { get; init; } }")]
    [InlineData("[DataDict] sealed partial record Batch { [Tensor(\"B\")] public required Tensor X { get; init; } public required int Y { get; init; } }")]
    [InlineData("[DataDict] sealed partial record Batch { [Tensor(\"B\")] public required Tensor X { get; init; } public required int Y; }")]
    public void Records_that_generated_code_cannot_make(string source) => AssertCompleted(source, MentionsOfBatch);

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
    [InlineData("[Tensor(\"B S\", Alignment = (TokenAlignment)9)] public required Tensor X { get; init; }")]
    [InlineData("[Tensor(\"\", Alignment = TokenAlignment.Current)] public required Tensor X { get; init; }")]
    [InlineData("[Tensor(\"...\", Alignment = TokenAlignment.Current)] public required Tensor X { get; init; }")]
    [InlineData("[Tensor(\"B\", Alignment = TokenAlignment.Current)] public required Tensor X { get; init; }")]
    [InlineData("[Tensor(\"3 B\", Alignment = TokenAlignment.Current)] public required Tensor X { get; init; }")]
    [InlineData("[Tensor(\"B\", UpperBound = \"2*V\")] public required Tensor X { get; init; }")]
    [InlineData("[Tensor(\"B\", UpperBound = \"\")] public required Tensor X { get; init; }")]
    [InlineData("[Tensor(\"B\", Key = \"\")] public required Tensor X { get; init; }")]
    [InlineData("[Tensor(\"B\", Key = \"given\")] public required Tensor X { get; init; }")]
    [InlineData("[Tensor(\"B\"), Extra] public required Tensor X { get; init; }")]
    [InlineData("[Tensor(\"B\")] public required Tensor Schema { get; init; }")]
    [InlineData("[Tensor(\"B S\", Alignment = TokenAlignment.Current)] public required Tensor _data { get; init; }")]
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
    public void Members_of_data_dicts(string member) => AssertCompleted($$"""
        [DataDict]
        sealed partial record Batch
        {
            [Tensor("B")] public required Tensor Given { get; init; }
            {{member}}
        }
        """, MentionsOfBatch);

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
    public void Members_of_configs(string member) => AssertCompleted($$"""
        [LossConfig]
        sealed partial record Config
        {
            public double Given { get; init; }
            {{member}}
        }
        """, MentionsOfConfig);

    [Theory]
    [InlineData("[Metric(MetricNormalizer.Tokens)] public required Tensor? X { get; init; }")]
    [InlineData("[Metric(MetricNormalizer.Tokens)] public double X { get; init; }")]
    [InlineData("[Metric((Per)7)] public required Tensor X { get; init; }")]
    [InlineData("[Metric(MetricNormalizer.Tokens, (MetricReduction)7)] public required Tensor X { get; init; }")]
    [InlineData("[Metric] public required Tensor X { get; init; }")]
    [InlineData("[Metric(MetricNormalizer.Tokens, Key = \" \")] public required Tensor X { get; init; }")]
    [InlineData("[Metric(MetricNormalizer.Tokens, Key = \"given\")] public required Tensor X { get; init; }")]
    [InlineData("[Metric(MetricNormalizer.Tokens)] public Tensor X { set { } }")]
    [InlineData("[Metric(MetricNormalizer.Tokens)] public static Tensor X => null!;")]
    [InlineData("public const int Keys = 1;")]
    public void Members_of_metrics(string member) => AssertCompleted($$"""
        [LossMetrics]
        sealed partial record Metrics
        {
            [Metric(MetricNormalizer.Tokens)] public required Tensor Given { get; init; }
            {{member}}
        }
        """, MentionsOfMetrics);

    [Fact]
    public void Metrics_without_a_metric() => AssertCompleted("[LossMetrics] sealed partial record Metrics;", MentionsOfMetrics);

    [Fact]
    public void A_record_whose_base_is_malformed_throws_as_well()
    {
        var generation = AssertCompleted(
            """
            [DataDict] partial record Base { [Tensor("B (")] public required Tensor X { get; init; } }
            [DataDict] sealed partial record Batch : Base { [Tensor("B")] public required Tensor Y { get; init; } }
            """,
            MentionsOfBatch);

        Assert.Equal(2, generation.Result.GeneratedSources.Count(source => source.SourceText.ToString().Contains("LDSL1003", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_record_whose_base_has_taken_a_generated_name_hides_it() => AssertCompleted(
        """
        [DataDict] partial record Base { [Tensor("B")] public required Tensor X { get; init; } public Base Map(BatchMap map) => this; public void Bind() { } }
        [DataDict] sealed partial record Batch : Base { [Tensor("B")] public required Tensor Y { get; init; } }
        """,
        MentionsOfBatch);

    [Fact]
    public void A_record_is_sound_where_its_base_is_only_abstract()
    {
        var generation = AssertCompleted(
            """
            [DataDict] abstract partial record Base { [Tensor("B")] public required Tensor X { get; init; } }
            [DataDict] sealed partial record Batch : Base { [Tensor("B")] public required Tensor Y { get; init; } }
            """,
            MentionsOfBatch);

        Assert.DoesNotContain("throw new", generation.Result.GeneratedSources.Single(source => source.HintName == "Batch.g.cs").SourceText.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_members_throw_what_the_rule_says()
    {
        var batch = AssertCompleted("[DataDict] sealed partial record Batch { [Tensor(\"B,S\")] public required Tensor X { get; init; } }", MentionsOfBatch)
            .Result.GeneratedSources.Single(source => source.HintName == "Batch.g.cs").SourceText.ToString();

        Assert.Contains("throw new global::System.InvalidOperationException(\"LDSL1003: The shape \\\"B,S\\\" is malformed", batch, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[DataDict] partial record A : B; [DataDict] partial record B : A;")] // a circle
    [InlineData("[DataDict] partial record A : Missing { [Tensor(\"B (\")] public required Tensor X { get; init; } }")]
    [InlineData("[LossConfig] partial enum Config { }")]
    [InlineData("[LossConfig] partial record { }")]
    [InlineData("[LossConfig] namespace My;")]
    [InlineData("namespace My.; [LossMetrics] partial record Metrics;")]
    public void Code_that_is_not_even_csharp(string source)
    {
        var generation = Generation.Of(source, Intact);

        Assert.Null(generation.Result.Exception);
        Assert.Empty(generation.Result.Diagnostics);
        Assert.Contains("Neighbour.g.cs", generation.HintNames);
        AssertNoErrorsOfOurs(generation);
    }

    // A second, valid record shows that an invalid declaration does not affect others.
    private static Generation AssertCompleted(string source, string mentions)
    {
        var generation = Generation.Of(source, Intact, mentions);

        Assert.Null(generation.Result.Exception);
        Assert.Empty(generation.Result.Diagnostics);
        Assert.Contains("Neighbour.g.cs", generation.HintNames);
        Assert.True(generation.HintNames.Count > 1, "nothing was generated");
        AssertNoErrorsOfOurs(generation);
        Assert.Empty(Errors(generation).Where(error => error.Location.SourceTree?.FilePath == "/2.cs").Select(error => error.ToString()));
        return generation;
    }

    private static void AssertNotPartial(string source, string mentions, string name)
    {
        var generation = Generation.Of(source, Intact, mentions);

        Assert.Null(generation.Result.Exception);
        var refusal = Assert.Single(generation.Result.Diagnostics);
        Assert.Equal("LDSL1001", refusal.Id);
        Assert.EndsWith("not partial", refusal.GetMessage());
        var error = Assert.Single(Errors(generation));
        Assert.Equal("CS0260", error.Id);
        Assert.Equal(name, source.Substring(error.Location.SourceSpan.Start, error.Location.SourceSpan.Length));
    }

    private static void AssertRefused(string source)
    {
        var generation = Generation.Of(source, Intact);

        Assert.Null(generation.Result.Exception);
        var refusal = Assert.Single(generation.Result.Diagnostics);
        Assert.Equal("LDSL1001", refusal.Id);
        Assert.Equal("Batch", source.Substring(refusal.Location.SourceSpan.Start, refusal.Location.SourceSpan.Length));
        Assert.NotNull(refusal.Location.SourceTree);
        Assert.Equal(["Neighbour.g.cs"], generation.HintNames);
    }

    private static void AssertNoErrorsOfOurs(Generation generation) => Assert.Empty(
        Errors(generation).Where(error => error.Location.SourceTree?.FilePath.EndsWith(".g.cs", StringComparison.Ordinal) is true).Select(error => error.ToString()));

    private static IEnumerable<Diagnostic> Errors(Generation generation) => generation.Complaints.Where(said => said.Severity == DiagnosticSeverity.Error);
}
