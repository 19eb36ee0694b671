using LossDsl.Analyzers.Declarations;
using LossDsl.Analyzers.Tests.Harness;

namespace LossDsl.Analyzers.Tests.Declarations;

public sealed class DimensionCountTests() : RuleTest<DeclarationsMustBeWellFormed>("LDSL1013")
{
    private static string With(string name, int dimensions, string below = "D0") =>
        $"[DataDict] public partial record {name} {{ [Tensor(\"{string.Join(' ', Enumerable.Range(0, dimensions).Select(i => $"D{i}"))}\", UpperBound = \"{below}\")] public required Tensor A {{ get; init; }} }}";

    [Fact]
    public Task There_is_room_for_a_limited_number() => Reports(With("[|Batch|]", 17), "Batch names 17 dimensions; at most 16 are supported: write _ for lengths that no other tensor shares");

    [Fact]
    public Task Bounds_count() => Reports(With("[|Batch|]", 16, "V"), "Batch names 17 dimensions; at most 16 are supported: write _ for lengths that no other tensor shares");

    [Fact]
    public Task Silent_where_there_is_room() => ReportsNothing(With("Batch", 16));

    // The rule uses the runtime's own limit.
    [Fact]
    public void The_limit_is_that_of_the_runtime()
    {
        var shape = string.Join(' ', Enumerable.Range(0, 16).Select(i => $"D{i}"));
        _ = new DataDictSchema("Batch", [new TensorField("A", "a", shape)]);
        Assert.Throws<ArgumentException>(() => new DataDictSchema("Batch", [new TensorField("A", "a", shape + " E")]));
    }
}
