namespace LossDsl.BuildBenchmarks;

/// <summary>Builds with and without, in turn, so that what else the machine does falls on both.</summary>
internal static class Measurement
{
    /// <summary>The seconds of the fastest build of each kind.</summary>
    /// <param name="project">The project.</param>
    /// <param name="isWarm">Whether a compiler server that has built it before does it, or a compiler that starts afresh.</param>
    /// <param name="rounds">The number of builds of each kind.</param>
    public static async Task<(double Without, double With)> Compare(SampleProject project, bool isWarm, int rounds)
    {
        var (without, with) = (double.PositiveInfinity, double.PositiveInfinity);
        for (var round = isWarm ? -1 : 0; round < rounds; round++)
        {
            // Now one first, now the other: whoever comes second finds files and memory as the first has left them.
            foreach (var hasRules in round % 2 == 0 ? [false, true] : new[] { true, false })
            {
                var seconds = Seconds(await project.Build(hasRules, isWarm), isWarm);
                // The first round warms the server up.
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
