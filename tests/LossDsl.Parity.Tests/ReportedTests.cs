using LossDsl.Goldens;
using LossDsl.Goldens.Files;

namespace LossDsl.Parity.Tests;

/// <summary>
/// Small inputs from bug reports about training libraries, with the result of the documented formula in float64.
/// </summary>
public sealed class ReportedTests
{
    private static readonly Lazy<Dictionary<string, CaseResult>> Results = new(() => Directory
        .EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Reported"), "*.jsonl")
        .SelectMany(GoldenFile.Read)
        .ToDictionary(golden => golden.Name, golden => Evaluator.Run(golden)));

    public static TheoryData<string> Cases() => [.. Results.Value.Keys.Order()];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Gives_what_the_formula_gives(string name)
    {
        var result = Results.Value[name];
        Assert.True(result.Verdict == Verdict.Passed, Recorded.Story(result));
    }

    [Fact]
    public void Every_case_is_there() => Assert.Equal(27, Results.Value.Count);
}
