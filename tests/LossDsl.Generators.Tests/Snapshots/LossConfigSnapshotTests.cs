using LossDsl.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace LossDsl.Generators.Tests.Snapshots;

public sealed class LossConfigSnapshotTests
{
    [Fact]
    public Task Everything() => Verify(Generation.Source("""
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
        """), "cs");

    [Fact]
    public Task Rules_between_settings() => Verify(Generation.Source("""
        namespace My;

        internal enum Mode { Fast, Exact }

        /// <summary>Rules of <see cref="Mode"/>s, <c>all</c> of them &amp; more;
        /// see <see href="https://example.org/rules"/>.</summary>
        [LossConfig]
        internal partial record Config
        {
            /// <summary>Null, or <see langword="true"/>: see <see cref="Second"/> and
            /// <see cref="List{T}.Add(T)"/>.</summary>
            [Requires(nameof(Second)), ConflictsWith("Third")]
            public bool? First { get; init; }

            [RequiredWhen(nameof(Mode), Is = Mode.Exact), RequiredWhen(nameof(Third), IsNot = 1)]
            public double? Second { get; init; }

            [RequiredWhen(nameof(Second), IsNot = null)]
            public float Third { get; init; }

            [RequiredWhen(nameof(First))]
            public Mode Mode { get; init; }
        }

        [LossConfig]
        internal sealed partial record Derived : Config
        {
            [RequiredWhen(nameof(Mode), IsNot = Mode.Fast)]
            public string Fourth { get; init; } = "";
        }
        """), "cs");

    [Fact]
    public void Descriptions_that_the_compiler_does_not_read()
    {
        var generation = Generation.Of(TestCompilation.Compile(DocumentationMode.None, """
            /// <summary>A config.</summary>
            [LossConfig]
            internal sealed partial record Config
            {
                // Not this.
                /// <summary>How much <c>it</c>
                /// weighs.</summary>
                public double Beta { get; init; }
            }
            """));

        Assert.Empty(generation.Complaints);
        var source = generation.ToString();
        Assert.Contains("new(\"Beta\", Keys.Beta, typeof(double)) { Description = \"How much it weighs.\" },\n", source, StringComparison.Ordinal);
        Assert.Contains("Description = \"A config.\",\n", source, StringComparison.Ordinal);
    }

    [Fact]
    public Task Nothing_required() => Verify(Generation.Source("""
        [LossConfig]
        internal sealed partial record Config
        {
            public double Beta { get; init; } = 0.1;
        }
        """), "cs");

    [Fact]
    public Task No_settings_at_all() => Verify(Generation.Source("""
        [LossConfig]
        internal sealed partial record Config;
        """), "cs");

    [Fact]
    public Task Derived_records() => Verify(Generation.Source("""
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
        """), "cs");

    [Fact]
    public Task Private_enum() => Verify(Generation.Source("""
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
        """), "cs");
}
