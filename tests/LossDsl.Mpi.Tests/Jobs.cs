using System.Collections.Concurrent;
using System.Diagnostics;
using LossDsl.Mpi.Tests.Checks;
using LossDsl.Mpi.Tests.Ranks;
using LossDsl.Tools;

namespace LossDsl.Mpi.Tests;

/// <summary>Starts MPI jobs: for each number of ranks one job that runs all checks, and jobs that fail on purpose.</summary>
public sealed class Jobs
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(100);

    private readonly ConcurrentDictionary<int, Lazy<Dictionary<string, string>[]>> _checked = new();

    /// <summary>The results of all checks, by rank.</summary>
    public Dictionary<string, string>[] Checked(int ranks) =>
        _checked.GetOrAdd(ranks, _ => new Lazy<Dictionary<string, string>[]>(() => RunChecks(ranks))).Value;

    /// <summary>Runs a job.</summary>
    /// <returns>The exit code of mpirun, the output, and the duration.</returns>
    public (int ExitCode, string Output, TimeSpan Time) Run(int ranks, string arguments, string? mpirun = null)
    {
        mpirun ??= Mpirun.Find();
        Assert.SkipWhen(mpirun is null, "mpirun is not here; Debian has it in the package openmpi-bin");
        var start = Mpirun.Start(mpirun!, ranks, Environment.ProcessPath!, typeof(Jobs).Assembly.Location, RankProgram.Verb, arguments);
        (start.RedirectStandardOutput, start.RedirectStandardError) = (true, true);
        var began = Stopwatch.GetTimestamp();
        using var job = Process.Start(start)!;
        var (output, errors) = (job.StandardOutput.ReadToEndAsync(), job.StandardError.ReadToEndAsync());
        if (!job.WaitForExit(Patience))
        {
            job.Kill(entireProcessTree: true);
            Assert.Fail($"the job did not end within {Patience.TotalSeconds} s: {errors.Result}{output.Result}");
        }

        return (job.ExitCode, output.Result + errors.Result, Stopwatch.GetElapsedTime(began));
    }

    /// <summary>Runs all checks.</summary>
    /// <param name="ranks">The number of ranks.</param>
    /// <param name="mpirun">The mpirun to use; null for the default one.</param>
    public Dictionary<string, string>[] RunChecks(int ranks, string? mpirun = null)
    {
        var folder = Directory.CreateTempSubdirectory("lossdsl-ranks-");
        try
        {
            var (exitCode, output, _) = Run(ranks, folder.FullName, mpirun);
            Assert.True(exitCode == 0, $"mpirun ended with {exitCode}: {output}");
            return [.. Enumerable.Range(0, ranks).Select(rank => Check.Read(Path.Combine(folder.FullName, $"{rank}")))];
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
