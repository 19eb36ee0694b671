using LossDsl.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace LossDsl.Generators.Tests.Snapshots;

public sealed class DataDictSnapshotTests
{
    [Fact]
    public Task Everything() => Verify(Generation.Source("""
        namespace My.Losses;

        /// <summary>A batch.</summary>
        [DataDict]
        public sealed partial record Batch
        {
            /// <summary>Token ids.</summary>
            [Tensor("B S", DType.Integer, Alignment = TokenAlignment.Current, UpperBound = "V")]
            public required Tensor InputIds { get; init; }

            /// <summary>
            /// Which tokens count;
            /// see <see cref="SampleMask"/> and <see cref="List{T}"/> for <see langword="null"/>.
            /// </summary>
            [Tensor("B S", DType.Mask, Alignment = TokenAlignment.Next)]
            public required Tensor TokenMask { get; init; }

            /// <summary>Which rows count.</summary>
            [Tensor("B", DType.Mask)]
            public required Tensor SampleMask { get; init; }

            /// <summary>A bonus.</summary>
            [Tensor("B S", Alignment = TokenAlignment.Current)]
            public Tensor? Bonus { get; init; }

            /// <summary>The temperature.</summary>
            [Tensor("", DType.Float32, Key = "temperature of \"sampling\"")]
            public required Tensor Temperature { get; init; }

            /// <summary>The rest.</summary>
            [Extra]
            public IReadOnlyDictionary<string, object?> Extra { get; init; } = new Dictionary<string, object?>();

            /// <summary>Computed.</summary>
            public bool HasBonus => Bonus is not null;
        }
        """), "cs");

    [Fact]
    public Task Global_namespace_and_no_documentation() => Verify(Generation.Source("""
        [DataDict]
        sealed partial record Batch
        {
            [Tensor("B S", Alignment = TokenAlignment.Current)]
            public required Tensor Values { get; init; }
        }
        """), "cs");

    [Fact]
    public void Documentation_that_the_compiler_does_not_read()
    {
        var generation = Generation.Of(TestCompilation.Compile(DocumentationMode.None, """
            [DataDict]
            internal sealed partial record Batch
            {
                /// <summary>Values.</summary>
                [Tensor("B")]
                public required Tensor Values { get; init; }
            }
            """));

        Assert.Empty(generation.Complaints);
        Assert.Contains("/// <summary>The key of <c>Values</c>.</summary>\n", generation.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public Task Nested_in_generic_types() => Verify(Generation.Source("""
        namespace My
        {
            internal static partial class Outer<T>
            {
                internal partial interface IMiddle<TFirst, TSecond>
                {
                    internal partial record struct Inner
                    {
                        [DataDict]
                        internal sealed partial record Batch<@class> where @class : struct
                        {
                            [Tensor("B S", Alignment = TokenAlignment.Current)]
                            public required Tensor Values { get; init; }
                        }
                    }
                }
            }
        }
        """), "cs");

    [Fact]
    public Task Keywords_as_names() => Verify(Generation.Source("""
        namespace My.@namespace;

        partial struct @struct
        {
            [DataDict]
            internal sealed partial record @class
            {
                [Tensor("B S", Alignment = TokenAlignment.Current)]
                public required Tensor @event { get; init; }

                [Tensor("B S")]
                public required Tensor check { get; init; }

                [Tensor("B")]
                public Tensor? map { get; init; }

                [Tensor("B")]
                public Tensor? record { get; init; }

                [Extra]
                public required IReadOnlyDictionary<string, object?> @params { get; init; }
            }
        }
        """), "cs");

    [Fact]
    public Task A_keyword_of_accessors_as_the_first_name() => Verify(Generation.Source("""
        [DataDict]
        internal sealed partial record Batch
        {
            [Tensor("B S", Alignment = TokenAlignment.Current)]
            public required Tensor @field { get; init; }
        }
        """), "cs");

    [Fact]
    public Task Shapes_of_every_kind() => Verify(Generation.Source("""
        [DataDict]
        internal sealed partial record Batch
        {
            [Tensor("2*P S", Alignment = TokenAlignment.Current)]
            public required Tensor Both { get; init; }

            [Tensor("P")]
            public required Tensor Margin { get; init; }

            [Tensor("2*P+1")]
            public required Tensor Starts { get; init; }

            [Tensor("H P 4", Alignment = TokenAlignment.Next)]
            public required Tensor Second { get; init; }

            [Tensor("... P S-1", Alignment = TokenAlignment.Current)]
            public required Tensor Leading { get; init; }

            [Tensor("P _", Alignment = TokenAlignment.Current)]
            public required Tensor Free { get; init; }

            [Tensor("3 S")]
            public required Tensor Shared { get; init; }
        }
        """), "cs");

    [Fact]
    public Task Tokens_that_are_not_last() => Verify(Generation.Source("""
        [DataDict]
        internal sealed partial record Batch
        {
            [Tensor("B S heads=4 H", Alignment = TokenAlignment.Next)]
            public required Tensor Queries { get; init; }

            [Tensor("... B S width=8", Alignment = TokenAlignment.Current)]
            public required Tensor States { get; init; }

            [Tensor("B S", Alignment = TokenAlignment.Current)]
            public Tensor? InputIds { get; init; }
        }
        """), "cs");

    [Fact]
    public Task Tensors_that_a_configuration_requires() => Verify(Generation.Source("""
        namespace My;

        /// <summary>Settings.</summary>
        public sealed record Config
        {
            /// <summary>Beta.</summary>
            public double? Beta { get; init; }

            /// <summary>Kind.</summary>
            [ConfigKey("a kind")]
            public DayOfWeek @event { get; init; }

            internal bool UseScores { get; init; }
        }

        /// <summary>Settings of somebody else.</summary>
        internal sealed record Other(string Name);

        /// <summary>A batch.</summary>
        [DataDict]
        public partial record Batch
        {
            /// <summary>Token ids.</summary>
            [Tensor("B S", Alignment = TokenAlignment.Current)]
            public required Tensor InputIds { get; init; }

            /// <summary>What a reference thinks.</summary>
            [Tensor("B S", DType.Float, Alignment = TokenAlignment.Next), RequiredWhen<Config>(nameof(Config.Beta), IsNot = 0)]
            public Tensor? Reference { get; init; }

            /// <summary>A bonus.</summary>
            [Tensor("B"), RequiredWhen<Config>(nameof(Config.@event), Is = DayOfWeek.Friday)]
            public Tensor? Bonus { get; init; }

            /// <summary>A name's worth.</summary>
            [Tensor("B"), RequiredWhen<Other>(nameof(Other.Name), IsNot = "nobody")]
            public Tensor? Worth { get; init; }
        }

        /// <summary>A batch with scores.</summary>
        [DataDict]
        public sealed partial record Scored : Batch
        {
            /// <summary>Scores.</summary>
            [Tensor("B"), RequiredWhen<Config>(nameof(Config.UseScores))]
            public Tensor? Scores { get; init; }
        }
        """), "cs");

    [Fact]
    public Task Only_optional_tensors() => Verify(Generation.Source("""
        [DataDict]
        internal sealed partial record Batch
        {
            [Tensor("B S")]
            public Tensor? First { get; init; }

            [Tensor("2*B")]
            public Tensor? Second { get; init; }
        }
        """), "cs");

    [Fact]
    public Task Derived_records() => Verify(Generation.Source("""
        namespace My;

        [DataDict]
        internal partial record Pairs
        {
            [Tensor("2*P S", Alignment = TokenAlignment.Current)]
            public required Tensor InputIds { get; init; }
        }

        internal partial record Middle : Pairs
        {
            [Tensor("2*P S")]
            public Tensor? Bonus { get; init; }
        }

        [DataDict]
        internal sealed partial record Scored : Middle
        {
            [Tensor("2*P", Key = "scores")]
            public required Tensor Rewards { get; set; }
        }
        """), "cs");

    [Fact]
    public Task Properties_that_not_everybody_sees() => Verify(Generation.Source("""
        namespace My;

        /// <summary>A batch.</summary>
        [DataDict]
        public sealed partial record Batch
        {
            [Tensor("B S", Alignment = TokenAlignment.Current)]
            internal Tensor Values { get; init; } = null!;

            [Tensor("B")]
            private Tensor? Mask { get; set; }
        }
        """), "cs");

    [Fact]
    public Task Nullable_contexts_and_obsolete_properties() => Verify(Generation.Source("""
        [DataDict]
        internal sealed partial record Batch
        {
        #nullable disable
            [Tensor("B S")]
            public Tensor Values { get; init; }

            [Extra]
            public IReadOnlyDictionary<string, object> Extra { get; init; }
        #nullable enable
            [Tensor("B S"), Obsolete("Use Values.")]
            public Tensor? Old { get; init; }
        }
        """), "cs");

    [Fact]
    public Task Parts_in_several_files() => Verify(Generation.Source(
        """
        partial record Batch
        {
            [Tensor("B S")]
            public required Tensor First { get; init; }
        }
        """,
        """
        [DataDict]
        sealed partial record Batch
        {
            [Tensor("B")]
            public required Tensor Second { get; init; }
        }
        """), "cs");
}
