using LossDsl.Goldens;

namespace LossDsl.Parity.Tests;

/// <summary>
/// Every recorded case gives the result of the reference within tolerance, or deviates as documented.
/// </summary>
public sealed class ParityTests
{
    public static TheoryData<string> Cases() =>
        [.. Recorded.Families.Where(family => family != "quirks").SelectMany(Recorded.Names)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Gives_what_was_recorded(string name)
    {
        var result = Recorded.Result(name);
        Assert.True(result.Verdict is Verdict.Passed or Verdict.Documented, Recorded.Story(result));
    }

    public static TheoryData<string> OtherFamilies() => [.. Recorded.OtherFamilies.Select(other => other.Family)];

    // A case without an equivalent in this library is unsupported.
    [Theory]
    [MemberData(nameof(OtherFamilies))]
    public void Gives_what_the_head_and_other_libraries_recorded(string family)
    {
        var results = Recorded.Names(family).Select(Recorded.Result).ToList();
        Assert.Equal(Recorded.OtherFamilies.Single(other => other.Family == family).Count, results.Count);
        Assert.All(results, result => Assert.True(result.Verdict != Verdict.Failed, Recorded.Story(result)));
        Assert.Equal(Recorded.Unsupported.GetValueOrDefault(family), results.Count(result => result.Verdict == Verdict.Unsupported));
    }

    [Theory]
    [InlineData("clipped_pg", 100)]
    [InlineData("nll", 43)]
    [InlineData("preference", 40)]
    [InlineData("dpo", 44)]
    [InlineData("packing", 25)]
    [InlineData("parallel", 38)]
    [InlineData("microbatch", 14)]
    [InlineData("utils", 15)]
    [InlineData("errors", 19)]
    [InlineData("quirks", 12)]
    public void Every_recorded_case_is_there(string family, int count) => Assert.Equal(count, Recorded.Names(family).Count());
}
