using LossDsl.Generators.Tests.Harness;
using Microsoft.CodeAnalysis.CSharp;

namespace LossDsl.Generators.Tests.Execution;

/// <summary>Generated code needs no newer <c>LangVersion</c> than the declarations themselves: C# 11.</summary>
public sealed class LanguageVersionTests
{
    private const string Declarations = """
        namespace My;

        /// <summary>A batch.</summary>
        [DataDict]
        public sealed partial record Batch : IMaskedBatch
        {
            [Tensor("B S", DType.Integer, Alignment = TokenAlignment.Current, UpperBound = "V")] public required Tensor InputIds { get; init; }
            [Tensor("B S", DType.Mask, Alignment = TokenAlignment.Current)] public required Tensor TokenMask { get; init; }
            [Tensor("B", DType.Mask)] public required Tensor SampleMask { get; init; }
            [Tensor("B S", Alignment = TokenAlignment.Next)]
            [RequiredWhen<Config>(nameof(Config.Beta), IsNot = 0)]
            public Tensor? Reference { get; init; }
            [Extra] public IReadOnlyDictionary<string, object?> Extra { get; init; } = new Dictionary<string, object?>();
        }

        public enum Mode { Sum, Mean }

        /// <summary>A config.</summary>
        [LossConfig]
        public sealed partial record Config
        {
            [Range(0, 1)] public required double Beta { get; init; }
            [AllowedValues("sum", "mean")] public string Reduction { get; init; } = "sum";
            [Requires(nameof(Clip))] [ConflictsWith(nameof(Other))] public bool Both { get; init; }
            [RequiredWhen(nameof(Mode), Is = My.Mode.Mean)] public double? Clip { get; init; }
            public Mode Mode { get; init; }
            public int? Other { get; init; }
        }

        [LossConfig]
        public sealed partial record NoSettings;

        /// <summary>Metrics.</summary>
        [LossMetrics]
        public sealed partial record Metrics
        {
            [Metric(MetricNormalizer.Loss)] public required Tensor Loss { get; init; }
            [Metric(MetricNormalizer.None, MetricReduction.Max)] public required Tensor Most { get; init; }
        }

        public static class Use
        {
            public static Tensor Mask(BatchedDataDict<Batch> batch) => batch.Bind().Slice(0, 2).NextToken.TokenMask;

            public static Config Read(string json) => Config.FromJson(json) with { Beta = 0.5 };
        }
        """;

    [Theory]
    [InlineData(LanguageVersion.CSharp11)]
    [InlineData(LanguageVersion.CSharp12)]
    [InlineData(LanguageVersion.CSharp13)]
    [InlineData(LanguageVersion.Latest)]
    [InlineData(LanguageVersion.Preview)]
    public void Generated_code_compiles(LanguageVersion version)
    {
        var generation = Generation.Of(TestCompilation.Compile(version, Declarations));
        Assert.Equal(4, generation.HintNames.Count);
        Assert.Empty(generation.Complaints);
    }
}
