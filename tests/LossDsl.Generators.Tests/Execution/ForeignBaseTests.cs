using LossDsl.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace LossDsl.Generators.Tests.Execution;

/// <summary>Records that derive from records of another assembly, which has its own generated code.</summary>
public sealed class ForeignBaseTests
{
    private const string Derived = """
        [DataDict]
        internal sealed partial record Derived : Pairs
        {
            [Tensor("2*P S", Alignment = TokenAlignment.Current)] public required Tensor Scores { get; init; }
        }

        [LossConfig]
        internal sealed partial record DerivedConfig : Config
        {
            public int Steps { get; init; }
        }
        """;

    [Fact]
    public void They_hide_and_override_what_the_base_has()
    {
        var generation = Generation.Of(TestCompilation.Compile(DocumentationMode.Parse, Derived).AddReferences(Library("""
            [DataDict]
            public partial record Pairs
            {
                [Tensor("2*P S", Alignment = TokenAlignment.Current)] public required Tensor InputIds { get; init; }
            }

            [LossConfig]
            public partial record Config
            {
                public required double Beta { get; init; }
            }
            """)));

        Assert.Empty(generation.Complaints);
        Assert.Contains("public override Derived Map", generation.ToString(), StringComparison.Ordinal);
        Assert.Contains("""new("InputIds", Keys.InputIds, "2*P S",""", generation.ToString(), StringComparison.Ordinal);
        Assert.Contains("public override void Validate()", generation.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void They_do_not_hide_what_the_base_lacks()
    {
        var generation = Generation.Of(TestCompilation.Compile(DocumentationMode.Parse, Derived).AddReferences(Library("""
            [DataDict]
            public partial record Pairs
            {
                [Tensor("2*P S")] public required Tensor InputIds { get; init; }
            }

            [LossConfig]
            public partial record Config
            {
                public required double Beta { get; init; }
            }
            """, isCompleted: false)));

        Assert.Empty(generation.Complaints);
        Assert.Contains("public Derived Map", generation.ToString(), StringComparison.Ordinal);
    }

    // A library that is compiled without the generator has only the attributes.
    private static MetadataReference Library(string source, bool isCompleted = true)
    {
        var written = TestCompilation.Compile(DocumentationMode.Parse, source).WithAssemblyName("Library");
        var generation = Generation.Of(written);
        Assert.Empty(generation.Complaints);

        using var image = new MemoryStream();
        Assert.True((isCompleted ? generation.Output : written).Emit(image).Success);
        return MetadataReference.CreateFromImage(image.ToArray());
    }
}
