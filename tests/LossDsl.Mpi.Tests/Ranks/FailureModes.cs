using System.Diagnostics;

namespace LossDsl.Mpi.Tests.Ranks;

/// <summary>The ways in which the last rank ends the job, while the others wait for it in a collective.</summary>
internal static class FailureModes
{
    // MPI_THREAD_FUNNELED, as of a library without multithreading support.
    private const int OneThread = 1;

    public static MpiOptions Options => new() { Timeout = TimeSpan.FromSeconds(Patience), Threads = OneThread };

    public static readonly double Patience = 3;

    public static IReadOnlyDictionary<string, Func<MpiGroup, int>> All { get; } = new Dictionary<string, Func<MpiGroup, int>>
    {
        ["throws"] = Last(_ => throw new InvalidOperationException("the last rank is out of order")),
        ["calls-in-another-thread"] = Last(world =>
        {
            var thread = new Thread(world.Barrier);
            thread.Start();
            thread.Join();
            return 0;
        }),
        ["returns-5"] = Last(_ => 5),
        ["is-killed"] = Last(_ =>
        {
            Process.GetCurrentProcess().Kill();
            Thread.Sleep(Timeout.Infinite);
            return 0;
        }),
        ["does-not-come"] = Last(_ =>
        {
            Thread.Sleep(Timeout.Infinite);
            return 0;
        }),
        ["is-elsewhere"] = Last(world =>
        {
            world.Barrier();
            return 0;
        }),
    };

    private static Func<MpiGroup, int> Last(Func<MpiGroup, int> misbehave) => world =>
    {
        world.Barrier();
        if (world.Rank == world.Size - 1)
            return misbehave(world);
        using var own = zeros(3);
        world.AllReduce(own);
        return 0;
    };
}
