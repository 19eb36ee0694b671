using LossDsl.Goldens;

namespace LossDsl.Parity.Tests;

/// <summary>Cases in which the reference is arguably wrong: this library gives the same, or deviates as documented.</summary>
public sealed class QuirkTests
{
    public static TheoryData<string> Quirks() => [.. Recorded.Names("quirks")];

    public static TheoryData<string> Documented() => [.. DocumentedDeviations.Scenarios.Order()];

    [Theory]
    [MemberData(nameof(Quirks))]
    public void Follows_the_reference_or_deviates_as_documented(string name)
    {
        var result = Recorded.Result(name);
        Assert.True(result.Verdict != Verdict.Failed, Recorded.Story(result));
    }

    [Theory]
    [MemberData(nameof(Documented))]
    public void What_is_documented_deviates_indeed(string scenario)
    {
        var results = Recorded.Scenario(scenario).ToList();
        Assert.Contains(results, result => result.Verdict == Verdict.Documented);
        Assert.DoesNotContain(results, result => result.Verdict == Verdict.Failed);
    }

    [Fact]
    public void The_page_and_the_program_name_the_same_deviations()
    {
        var page = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "deviations.md"));
        var named = from line in page where line.StartsWith("| `") select line.Split('`')[1];
        Assert.Equal(DocumentedDeviations.Scenarios.Order(), named.Order());
    }
}
