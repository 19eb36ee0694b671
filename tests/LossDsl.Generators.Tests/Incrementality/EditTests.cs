using LossDsl.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LossDsl.Generators.Tests.Incrementality;

/// <summary>Which steps of the pipeline run again after an edit, and which are cached.</summary>
public sealed class EditTests
{
    private const string Batch = """
        [DataDict]
        internal sealed partial record Batch
        {
            /// <summary>Token ids.</summary>
            [Tensor("B S", Alignment = TokenAlignment.Current)] public required Tensor InputIds { get; init; }
        }
        """;

    private const string Rest = """
        [LossConfig]
        internal sealed partial record Config
        {
            [Range(0, 1)] public required double Beta { get; init; }
            [AllowedValues("a", "b")] public string Mode { get; init; } = "a";
        }

        [LossMetrics]
        internal sealed partial record Metrics
        {
            [Metric(MetricNormalizer.Tokens)] public required Tensor Loss { get; init; }
        }
        """;

    private readonly CSharpCompilation _before = TestCompilation.Compile(Batch, Rest);

    [Theory]
    [InlineData("a comment", "[DataDict]", "// A comment.\n[DataDict]")]
    [InlineData("a line", "{\n", "{\n\n")]
    [InlineData("a method", "{\n", "{\n    public int Twice(int x) => 2 * x;\n\n")]
    [InlineData("an ordinary property", "{\n", "{\n    public bool IsEmpty => InputIds.size(0) == 0;\n\n")]
    [InlineData("an unrelated attribute", "[DataDict]", "[DataDict, Serializable]")]
    [InlineData("spaces", "[DataDict]", "[  DataDict  ]")]
    [InlineData("the same alignment, spelled otherwise", "TokenAlignment.Current", "(TokenAlignment)1")]
    public void What_the_source_does_not_depend_on_changes_nothing(string edit, string old, string now)
    {
        var after = Edit(Batch, Batch.Replace(old, now));

        Assert.NotEqual(Batch, Batch.Replace(old, now));
        var generation = Generation.Of(_before).Then(after);
        generation.AssertIdle();
        Assert.True(generation.Complaints.IsEmpty, edit);
    }

    [Fact]
    public void The_same_again_changes_nothing() => Generation.Of(_before).Then(_before.Clone()).AssertIdle();

    [Fact]
    public void An_unrelated_type_changes_nothing() => Generation.Of(_before)
        .Then(_before.AddSyntaxTrees(TestCompilation.Parse("internal sealed record Other(int X);", "/other.cs")))
        .AssertIdle();

    [Fact]
    public void A_file_with_other_attributes_in_front_writes_nothing_anew()
    {
        var trees = _before.SyntaxTrees.Insert(0, TestCompilation.Parse("[Serializable] internal sealed record Other(int X);", "/other.cs"));

        Generation.Of(_before).Then(_before.RemoveAllSyntaxTrees().AddSyntaxTrees(trees)).AssertIdleWriters();
    }

    [Fact]
    public void Another_order_of_files_writes_nothing_anew()
    {
        var trees = _before.SyntaxTrees.Reverse();

        Generation.Of(_before).Then(_before.RemoveAllSyntaxTrees().AddSyntaxTrees(trees)).AssertIdleWriters();
    }

    [Fact]
    public void Another_order_of_the_files_of_parts_writes_nothing_anew()
    {
        var other = """
            partial record Batch
            {
                [Tensor("B")] public required Tensor SampleMask { get; init; }
            }
            """;
        var before = TestCompilation.Compile(Batch, Rest, other);
        var after = before.RemoveAllSyntaxTrees().AddSyntaxTrees(before.SyntaxTrees.Reverse());

        Generation.Of(before).Then(after).AssertIdleWriters();
    }

    [Theory]
    [InlineData("B S", "B T")]
    [InlineData("TokenAlignment.Current", "TokenAlignment.Next")]
    [InlineData("InputIds", "Ids")]
    [InlineData("required Tensor", "Tensor?")]
    [InlineData("Token ids.", "The ids.")]
    [InlineData("sealed ", "")]
    [InlineData("InputIds { get; init; }", "InputIds { get; init; } [Extra] public IReadOnlyDictionary<string, object?>? X { get; set; }")]
    public void A_real_change_generates_that_file_anew_and_no_other(string old, string now)
    {
        var generation = Generation.Of(_before).Then(Edit(Batch, Batch.Replace(old, now)));

        Assert.Equal([IncrementalStepRunReason.Modified], generation.Reasons("DataDict.Read"));
        Assert.Equal([IncrementalStepRunReason.Modified], generation.Reasons("DataDict.Model"));
        Assert.Equal([IncrementalStepRunReason.Unchanged], generation.Reasons("LossConfig.Read"));
        Assert.Equal([IncrementalStepRunReason.Cached], generation.Reasons("LossConfig.Model"));
        Assert.Equal([IncrementalStepRunReason.Unchanged], generation.Reasons("LossMetrics.Read"));
        Assert.Equal([IncrementalStepRunReason.Cached], generation.Reasons("LossMetrics.Model"));
        Assert.Single(generation.OutputReasons(), IncrementalStepRunReason.Modified);
        Assert.Equal(2, generation.OutputReasons().Count(reason => reason == IncrementalStepRunReason.Cached));
    }

    [Fact]
    public void A_declaration_that_breaks_gets_members_that_throw_until_it_is_right_again()
    {
        var intact = Generation.Of(_before);
        var broken = intact.Then(Edit(Batch, Batch.Replace("B S", "B ?")));
        var mended = broken.Then(_before);

        Assert.Equal(3, intact.HintNames.Count);
        Assert.Equal(intact.HintNames, broken.HintNames);
        Assert.Contains("throw new", broken.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("throw new", intact.ToString(), StringComparison.Ordinal);
        Assert.Equal(intact.ToString(), mended.ToString());
    }

    [Fact]
    public void A_cancelled_run_stops()
    {
        using var cancellation = new CancellationTokenSource();
        cancellation.Cancel();
        var driver = Generation.Of(_before).Driver;

        Assert.ThrowsAny<OperationCanceledException>(() =>
            driver.RunGenerators(Edit(Batch, Batch.Replace("B S", "B T")), cancellation.Token));
    }

    private CSharpCompilation Edit(string before, string after)
    {
        var tree = _before.SyntaxTrees.Single(tree => tree.ToString() == before);
        return _before.ReplaceSyntaxTree(tree, TestCompilation.Parse(after, tree.FilePath));
    }
}
