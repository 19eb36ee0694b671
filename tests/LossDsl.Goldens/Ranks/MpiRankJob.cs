using System.Diagnostics;
using LossDsl.Tools;

namespace LossDsl.Goldens.Ranks;

/// <summary>
/// A job of processes that this one starts with mpirun. The job runs the parallel cases of the same files and records the
/// results of
/// each rank, while this process runs the other cases.
/// </summary>
internal sealed class MpiRankJob : IRankRunner, IDisposable
{
    private readonly ThreadRankRunner _threads = new();
    private readonly Process _job;
    private readonly Task<string> _said;
    private readonly string _results;
    private readonly bool _isWanted;
    private Dictionary<string, RankResult>? _cases;

    private MpiRankJob(Process job, string results, bool isWanted)
    {
        (_job, _results, _isWanted) = (job, results, isWanted);
        var (output, error) = (job.StandardOutput.ReadToEndAsync(), job.StandardError.ReadToEndAsync());
        _said = Task.Run(async () => await error + await output);
    }

    /// <inheritdoc/>
    public string Kind { get; private set; } = "processes";

    /// <summary>Why threads were used instead; null if they were not.</summary>
    public string? Failure { get; private set; }

    /// <summary>Starts the processes.</summary>
    /// <param name="mpirun">The path of mpirun.</param>
    /// <param name="ranks">The number of processes: that of the largest case.</param>
    /// <param name="arguments">The files and families, as given to this process.</param>
    /// <param name="isWanted">Whether threads are not an acceptable replacement.</param>
    public static MpiRankJob Start(string mpirun, int ranks, IEnumerable<string> arguments, bool isWanted)
    {
        var results = Path.Combine(Path.GetTempPath(), $"lossdsl-ranks-{Environment.ProcessId}-{Guid.NewGuid():n}");
        var start = Mpirun.Start(mpirun, ranks, [.. OwnProgram(), "eval", .. arguments, "--rank-results", results]);
        (start.RedirectStandardInput, start.RedirectStandardOutput, start.RedirectStandardError) = (true, true, true);
        var job = Process.Start(start)!;
        job.StandardInput.Close();
        return new MpiRankJob(job, results, isWanted);
    }

    /// <inheritdoc/>
    public Attempt<Values[]> RunRanks(string name, RankCoordinates[] places, Func<int, ParallelContext, Values> rank)
    {
        _cases ??= Cases();
        if (!_cases.TryGetValue(name, out var result))
        {
            Kind = _threads.Kind;
            return _threads.RunRanks(name, places, rank);
        }

        Kind = "processes";
        return result.Error is { } error ? new Attempt<Values[]>(null, error) : new Attempt<Values[]>(result.Values, null);
    }

    /// <summary>Kills the processes if they are still running.</summary>
    public void Dispose()
    {
        if (!_job.HasExited)
            _job.Kill(entireProcessTree: true);
        _job.Dispose();
        File.Delete(_results);
    }

    private Dictionary<string, RankResult> Cases()
    {
        _job.WaitForExit();
        if (_job.ExitCode == 0)
            return File.ReadLines(_results).Select(RankResult.Deserialize).ToDictionary(result => result.Name);
        var line = _said.Result.Split('\n').Select(said => said.Trim().Trim('-')).FirstOrDefault(said => said.Length > 0);
        Failure = $"mpirun ended with {_job.ExitCode}" + (line is null ? "" : $": {line}");
        return _isWanted ? throw new UsageException($"--ranks processes: {Failure}") : [];
    }

    private static IEnumerable<string> OwnProgram()
    {
        var program = Environment.ProcessPath!;
        return Path.GetFileNameWithoutExtension(program) == "dotnet" ? [program, typeof(MpiRankJob).Assembly.Location] : [program];
    }
}
