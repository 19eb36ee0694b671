using LossDsl.Mpi.Tests.Ranks;

namespace LossDsl.Mpi.Tests;

/// <summary>A failing rank ends the job: no other rank hangs, and mpirun reports the failure.</summary>
[Trait("Needs", "mpirun")]
public sealed class RankFailureTests(Jobs jobs)
{
    [Theory]
    [InlineData("throws", "rank 2 of 3 aborts the job: System.InvalidOperationException: the last rank is out of order")]
    [InlineData("calls-in-another-thread", "rank 2 of 3 aborts the job: this MPI library does not give MPI_THREAD_MULTIPLE: only the thread that called MpiWorld.Start")]
    [InlineData("returns-5", "")]
    [InlineData("is-killed", "9")]
    [InlineData("does-not-come", "in all-reduce (sum) of float32 [3] (collective 2 of group world); another rank did not join")]
    [InlineData("is-elsewhere", "MPI group world: the ranks are not in the same collective: ranks 0, 1: all-reduce (sum) of float32 [3]; rank 2: barrier")]
    public void The_job_ends_and_says_why(string how, string expected)
    {
        var (exitCode, output, time) = jobs.Run(3, how);

        Assert.NotEqual(0, exitCode);
        Assert.Contains(expected, output);
        Assert.InRange(time, TimeSpan.Zero, TimeSpan.FromSeconds(FailureModes.Patience + 20));
    }
}
