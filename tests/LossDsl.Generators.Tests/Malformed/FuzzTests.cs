using LossDsl.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LossDsl.Generators.Tests.Malformed;

/// <summary>Incomplete source, as while it is typed: truncated at any position, or with a word removed.</summary>
public sealed class FuzzTests
{
    private const string Source = """
        namespace My;

        public static partial class Outer<T>
        {
            /// <summary>A batch.</summary>
            [DataDict]
            public partial record Batch
            {
                /// <summary>Token <see cref="Mask"/> ids.</summary>
                [Tensor("B S", DType.Integer, Alignment = TokenAlignment.Current, UpperBound = "V")]
                public required Tensor InputIds { get; init; }

                [Tensor("B", DType.Mask, Key = "mask")]
                public Tensor? Mask { get; init; }

                [Extra]
                public IReadOnlyDictionary<string, object?>? Extra { get; init; }
            }

            [LossConfig]
            public sealed partial record Config
            {
                [Range(0, 1, MinimumIsExclusive = true)]
                public required double Beta { get; init; }

                [AllowedValues("a", "b"), ConfigKey("mode")]
                public string? Mode { get; init; }
            }

            [LossMetrics]
            public sealed partial record Metrics
            {
                [Metric(MetricNormalizer.Tokens, MetricReduction.Max)]
                public required Tensor Loss { get; init; }
            }
        }
        """;

    // One driver runs on all of them, as in an editor.
    private Generation _generation = Generation.Of(Source);

    [Fact]
    public void Truncated_anywhere()
    {
        for (var length = 0; length < Source.Length; length++)
            AssertHarmless(Source[..length]);
    }

    [Fact]
    public void With_any_token_missing()
    {
        var root = CSharpSyntaxTree.ParseText(Source).GetRoot();
        foreach (var token in root.DescendantTokens())
            AssertHarmless(Source.Remove(token.SpanStart, token.Span.Length));
    }

    [Fact]
    public void With_any_token_doubled()
    {
        var root = CSharpSyntaxTree.ParseText(Source).GetRoot();
        foreach (var token in root.DescendantTokens())
            AssertHarmless(Source.Insert(token.SpanStart, token.Text + " "));
    }

    private void AssertHarmless(string source)
    {
        _generation = _generation.Then(TestCompilation.Compile(source));

        Assert.Null(_generation.Result.Exception);
        Assert.All(_generation.Result.Diagnostics, said => Assert.Equal("LDSL1001", said.Id));
        Assert.All(_generation.Result.GeneratedSources, generated =>
            Assert.DoesNotContain(generated.SyntaxTree.GetDiagnostics(), problem => problem.Severity == DiagnosticSeverity.Error));
    }
}
