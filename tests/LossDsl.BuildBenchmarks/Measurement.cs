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
            var plain = Seconds(await project.Build(hasRules: false, isWarm), isWarm);
            var ruled = Seconds(await project.Build(hasRules: true, isWarm), isWarm);
            // The first round warms the server up.
            if (round >= 0)
                (without, with) = (Math.Min(without, plain), Math.Min(with, ruled));
        }

        return (without, with);
    }

    private static double Seconds(Ran ran, bool isWarm) => (isWarm ? ran.Elapsed : ran.Processor).TotalSeconds;
}
