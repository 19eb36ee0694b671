using LossDsl.Generators.Tests.Harness;

namespace LossDsl.Generators.Tests.Snapshots;

public sealed class LossConfigSnapshotTests
{
    [Fact]
    public void Everything() => Verify(Generation.Source("""
        namespace My.Losses;

        /// <summary>How to reduce.</summary>
        public enum Reduction
        {
            /// <summary>Add up.</summary>
            Sum,

            /// <summary>Average.</summary>
            Mean,
        }

        /// <summary>A config.</summary>
        [LossConfig]
        public sealed partial record Config
        {
            /// <summary>The lower bound.</summary>
            [Range(0, 1)]
            public required double RatioClipMin { get; init; }

            /// <summary>The dual clip.</summary>
            [Range(1, double.PositiveInfinity, MinimumIsExclusive = true)]
            public required double? RatioClipC { get; init; }

            /// <summary>The weight.</summary>
            [Range(-0.5, 1e-8, MaximumIsExclusive = true)]
            public float Weight { get; init; } = -0.25f;

            /// <summary>The name.</summary>
            [ConfigKey("displayName")]
            public required string Name { get; init; }

            /// <summary>The mode.</summary>
            [AllowedValues("a", "b \"quoted\"", null)]
            public string? Mode { get; init; } = "a";

            /// <summary>Steps.</summary>
            [AllowedValues(1, 2L)]
            public long Steps { get; set; } = 1;

            /// <summary>Tau.</summary>
            [AllowedValues(0.5, 1)]
            public double Tau { get; init; } = 1;

            /// <summary>Workers.</summary>
            public int? Workers { get; init; }

            /// <summary>Whether.</summary>
            public bool TokenLevelLoss { get; init; } = true;

            /// <summary>The reduction.</summary>
            [AllowedValues(Reduction.Mean)]
            public required Reduction Reduction { get; init; }

            /// <summary>The other reduction.</summary>
            public Reduction? Other { get; init; }

            /// <summary>Computed.</summary>
            public double RatioClipSum => RatioClipMin + (RatioClipC ?? 0);
        }
        """));

    [Fact]
    public void Nothing_required() => Verify(Generation.Source("""
        [LossConfig]
        internal sealed partial record Config
        {
            public double Beta { get; init; } = 0.1;
        }
        """));

    [Fact]
    public void No_settings_at_all() => Verify(Generation.Source("""
        [LossConfig]
        internal sealed partial record Config;
        """));

    [Fact]
    public void Derived_records() => Verify(Generation.Source("""
        namespace My;

        [LossConfig]
        internal partial record Config<T>
        {
            public required double Beta { get; init; }
        }

        [LossConfig]
        internal partial record Derived : Config<int>
        {
            public required string @string { get; init; }

            public int config { get; init; }
        }
        """));

    [Fact]
    public void Private_enum() => Verify(Generation.Source("""
        internal partial class Trainer
        {
            [LossConfig]
            internal sealed partial record Config
            {
                public required @enum? First { get; init; }

                [AllowedValues(@enum.@default)]
                public @enum Second { get; init; }

                internal enum @enum { @default, other }
            }
        }
        """));
}
