using LossDsl.Cli.Evaluation;

namespace LossDsl.Parity.Tests;

/// <summary>Every recorded case: the losses give what the reference gave, number for number within tolerance.</summary>
public sealed class ParityTests
{
    public static TheoryData<string> Cases() =>
        [.. Recorded.Families.Where(family => family != "quirks").SelectMany(Recorded.Names).Where(IsSupported)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Gives_what_was_recorded(string name)
    {
        var result = Recorded.Result(name);
        Assert.True(result.Verdict == Verdict.Passed, Recorded.Story(result));
    }

    // What is left out of the theory is named here, so that it cannot grow unseen.
    [Fact]
    public void Only_packing_and_context_parallel_cases_are_not_supported()
    {
        var unsupported = Recorded.Families.SelectMany(Recorded.Names).Where(name => !IsSupported(name));
        Assert.Equal(
            [
                "errors/packing_more_sequences_than_rows/p00",
                "quirks/dpo_under_packing/p00",
                "utils/cp_shard/p00", "utils/cp_shard/p01", "utils/cp_shard/p02", "utils/cp_shard/p03",
            ],
            unsupported.Order());
    }

    [Theory]
    [InlineData("clipped_pg", 100)]
    [InlineData("nll", 43)]
    [InlineData("preference", 40)]
    [InlineData("dpo", 44)]
    [InlineData("microbatch", 14)]
    [InlineData("utils", 15)]
    [InlineData("errors", 19)]
    [InlineData("quirks", 12)]
    public void Every_recorded_case_is_there(string family, int count) => Assert.Equal(count, Recorded.Names(family).Count());

    private static bool IsSupported(string name) => Recorded.Result(name).Verdict != Verdict.Unsupported;
}
