namespace LossDsl.BuildBenchmarks;

/// <summary>Builds with and without the rules in turn, so that other load of the machine affects both alike.</summary>
internal static class Measurement
{
    /// <summary>The time of the fastest build of each kind, in seconds.</summary>
    /// <param name="project">The project.</param>
    /// <param name="isWarm">Whether a running compiler server builds, which has built the project before, or a new compiler
    /// process.</param>
    /// <param name="rounds">The number of builds of each kind.</param>
    public static async Task<(double Without, double With)> Compare(SampleProject project, bool isWarm, int rounds)
    {
        var (without, with) = (double.PositiveInfinity, double.PositiveInfinity);
        for (var round = isWarm ? -1 : 0; round < rounds; round++)
        {
            // The order alternates, since the second build profits from the file cache of the first one.
            foreach (var hasRules in round % 2 == 0 ? [false, true] : new[] { true, false })
            {
                var seconds = Seconds(await project.Build(hasRules, isWarm), isWarm);
                // The first round warms up the server.
                if (round < 0)
                    continue;
                if (hasRules)
                    with = Math.Min(with, seconds);
                else
                    without = Math.Min(without, seconds);
            }
        }

        return (without, with);
    }

    private static double Seconds(ProgramRun ran, bool isWarm) => (isWarm ? ran.Elapsed : ran.Processor).TotalSeconds;
}
