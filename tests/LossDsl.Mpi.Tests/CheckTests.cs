using LossDsl.Mpi.Tests.Checks;

namespace LossDsl.Mpi.Tests;

/// <summary>The results of checks that run in processes of mpirun, with one test per check.</summary>
[Trait("Needs", "mpirun")]
public sealed class CheckTests(Jobs jobs)
{
    public static TheoryData<string> For(int ranks) => [.. Check.All.Where(check => check.Fits(ranks)).Select(check => check.Name)];

    [Theory]
    [MemberData(nameof(For), 2)]
    public void Two_ranks(string check) => Passed(2, check);

    [Theory]
    [MemberData(nameof(For), 4)]
    public void Four_ranks(string check) => Passed(4, check);

    private void Passed(int ranks, string check)
    {
        var found = jobs.Checked(ranks);
        Assert.All(found, rank => Assert.Equal("", rank[check]));
    }
}
