namespace LossDsl.Cli.Training;

/// <summary>The metrics of a run, in memory and as a file of JSON lines with one line per step.</summary>
/// <remarks>Without times, so that two runs with the same seed write identical files.</remarks>
internal sealed class MetricsLog : IDisposable
{
    private const string FileName = "metrics.jsonl";

    private readonly List<StepRecord> _records;
    private readonly StreamWriter _file;

    private MetricsLog(List<StepRecord> records, StreamWriter file) => (_records, _file) = (records, file);

    public IReadOnlyList<StepRecord> Records => _records;

    /// <summary>Reads the log of a run.</summary>
    /// <param name="folder">Its folder.</param>
    /// <exception cref="UsageException">There is none.</exception>
    public static IEnumerable<StepRecord> Read(string folder)
    {
        var path = Path.Combine(folder, FileName);
        return File.Exists(path)
            ? File.ReadLines(path).Select(StepRecord.Parse)
            : throw new UsageException($"{path} does not exist; it is what `lossdsl train` leaves in the folder of a run");
    }

    /// <summary>Opens the log in a folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="keep">The number of lines to keep. Lines after the checkpoint are written again.</param>
    public static MetricsLog Open(string folder, int keep)
    {
        var path = Path.Combine(folder, FileName);
        string[] kept = keep == 0 ? [] : [.. File.ReadLines(path).Take(keep)];
        if (kept.Length < keep)
            throw new UsageException($"{path} has {kept.Length} lines, but the checkpoint beside it speaks of {keep}");

        AtomicFile.WriteText(path, string.Concat(kept.Select(line => line + "\n")));
        return new MetricsLog(
            [.. kept.Select(StepRecord.Parse)],
            new StreamWriter(path, append: true) { NewLine = "\n", AutoFlush = true });
    }

    public void Add(StepRecord record)
    {
        _records.Add(record);
        _file.WriteLine(record.ToJsonLine());
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();
}
