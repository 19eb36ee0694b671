using LossDsl.Generators.Tests.Harness;

namespace LossDsl.Generators.Tests.Snapshots;

/// <summary>Typical declarations of trainers, one feature at a time.</summary>
public sealed class EverydaySnapshotTests
{
    [Fact]
    public Task One_tensor() => Verify(Declared("DataDict", """
        /// <summary>One reward a row.</summary>
        [Tensor("B", DType.Float)]
        public required Tensor Rewards { get; init; }
        """), "cs");

    [Fact]
    public Task Pairs_of_rows() => Verify(Declared("DataDict", """
        /// <summary>Chosen and rejected in turn.</summary>
        [Tensor("2*P S", DType.Integer, Alignment = TokenAlignment.Current)]
        public required Tensor InputIds { get; init; }

        /// <summary>One margin a pair.</summary>
        [Tensor("P", DType.Float)]
        public required Tensor Margins { get; init; }
        """), "cs");

    [Fact]
    public Task Both_alignments() => Verify(Declared("DataDict", """
        /// <summary>Entry t describes token t.</summary>
        [Tensor("B S", DType.Float, Alignment = TokenAlignment.Current)]
        public required Tensor Advantages { get; init; }

        /// <summary>Entry t describes token t+1.</summary>
        [Tensor("B S", DType.Float, Alignment = TokenAlignment.Next)]
        public required Tensor ReferencePolicyLogprobs { get; init; }
        """), "cs");

    [Fact]
    public Task Packed_sequences() => Verify(Declared("DataDict", """
        /// <summary>Where each of the sequences begins, and the end.</summary>
        [Tensor("B+1", DType.Int32)]
        public required Tensor CuSeqlens { get; init; }

        /// <summary>All their tokens.</summary>
        [Tensor("1 T", DType.Integer)]
        public required Tensor InputIds { get; init; }
        """), "cs");

    [Fact]
    public Task Hidden_states_and_images() => Verify(Declared("DataDict", """
        /// <summary>Last hidden states.</summary>
        [Tensor("B S H", DType.Float)]
        public required Tensor HiddenStates { get; init; }

        /// <summary>Pixels, if there are any.</summary>
        [Tensor("B channels=3 _ _", DType.Float)]
        public Tensor? PixelValues { get; init; }
        """), "cs");

    [Fact]
    public Task Only_what_is_declared_and_the_rest() => Verify(Declared("DataDict", """
        /// <summary>Token ids.</summary>
        [Tensor("B S", DType.Int64)]
        public required Tensor InputIds { get; init; }

        /// <summary>The rest.</summary>
        [Extra]
        public IReadOnlyDictionary<string, object?> Extra { get; init; } = new Dictionary<string, object?>();
        """), "cs");

    [Fact]
    public Task A_weight_and_a_switch() => Verify(Declared("LossConfig", """
        /// <summary>How much the term weighs.</summary>
        [Range(0, 1)]
        public required double Weight { get; init; }

        /// <summary>Whether it is on.</summary>
        public bool Enabled { get; init; } = true;
        """), "cs");

    [Fact]
    public Task Choices() => Verify(Declared("LossConfig", """
        /// <summary>How tokens become one number.</summary>
        [AllowedValues("mean", "sum")]
        public string Reduction { get; init; } = "mean";

        /// <summary>Which day to rest.</summary>
        public DayOfWeek Rest { get; init; }

        /// <summary>The number of groups.</summary>
        [ConfigKey("num_groups")]
        [Range(1, 64)]
        public int? Groups { get; init; }
        """), "cs");

    [Fact]
    public Task Extremes() => Verify(Declared("LossMetrics", """
        /// <summary>The loss.</summary>
        [Metric(MetricNormalizer.Loss)]
        public required Tensor Loss { get; init; }

        /// <summary>The least ratio.</summary>
        [Metric(MetricNormalizer.None, MetricReduction.Min)]
        public required Tensor ProbsRatioMin { get; init; }

        /// <summary>The greatest ratio.</summary>
        [Metric(MetricNormalizer.None, MetricReduction.Max)]
        public required Tensor ProbsRatioMax { get; init; }
        """), "cs");

    private static string Declared(string attribute, string members) => Generation.Source($$"""
        namespace My.Losses;

        /// <summary>What a trainer declares.</summary>
        [{{attribute}}]
        public sealed partial record Declared
        {
        {{string.Join('\n', members.Split('\n').Select(line => line.Length == 0 ? line : "    " + line))}}
        }
        """);
}
