namespace LossDsl.Bench;

/// <summary>A run of <c>lossdsl bench</c>: starts the peers, measures, and reports.</summary>
internal sealed class BenchSession
{
    /// <summary>Whether it is a quick run (<c>--quick</c>).</summary>
    public required bool IsQuick { get; init; }

    /// <summary>Whether to print JSON.</summary>
    public required bool IsJson { get; init; }

    /// <summary>The file for the chart; null for none.</summary>
    public required string? Chart { get; init; }

    /// <summary>The cases to measure.</summary>
    public required IReadOnlyList<BenchCase> Cases { get; init; }

    /// <summary>Whether missing PyTorch in Python is an error.</summary>
    public required bool InsistsOnPython { get; init; }

    /// <summary>The command line, for the report.</summary>
    public required string Command { get; init; }

    /// <summary>Runs the benchmark.</summary>
    /// <returns>The exit code.</returns>
    /// <exception cref="UsageException">PyTorch in Python is required and missing, or the folder of the chart does not
    /// exist.</exception>
    public int Run()
    {
        // Validated before the measurements, which take minutes.
        if (Chart is not null && !Directory.Exists(Path.GetDirectoryName(Path.GetFullPath(Chart))))
            throw new UsageException($"--chart: there is no folder for {Chart}");

        var plan = IsQuick ? BenchPlan.Quick(TimeProvider.System) : BenchPlan.Full(TimeProvider.System);
        using var stop = new StopSignal();
        var python = PythonPeers.Start();
        IReadOnlyList<Peer> peers = [OperatorsPeer.Start(), .. python];
        try
        {
            if (InsistsOnPython && python.Count == 0)
                throw new UsageException(PythonPeers.NotInstalledMessage);
            var report = Measure(plan, peers, stop);
            if (IsJson)
                Console.Out.WriteLine(BenchJson.Write(report));
            else
                BenchTables.Write(report, Console.Out);
            if (Chart is not null && report.Rows.Count > 0)
                AtomicFile.WriteText(Chart, BenchChart.Draw(report));
            return report.IsComplete ? ExitCode.Ok : ExitCode.Interrupted;
        }
        finally
        {
            foreach (var peer in peers)
                peer.Dispose();
        }
    }

    private BenchReport Measure(BenchPlan plan, IReadOnlyList<Peer> peers, StopSignal stop)
    {
        var machine = BenchMachine.CollectFacts(peers.FirstOrDefault(peer => peer.Name == ContenderNames.Python));
        var load = BenchMachine.GetLoadAverage();
        var progress = new BenchProgress(Console.Error, !Console.IsErrorRedirected, TimeProvider.System);
        var runner = new BenchRunner(plan, peers, progress, () => stop.IsRequested);
        var isComplete = runner.Run(Cases, ThreadCount.All);

        List<string> notes = [];
        if (!peers.Any(peer => peer.Name == ContenderNames.Python))
            notes.Add(PythonPeers.NotInstalledMessage);
        if (load > Environment.ProcessorCount)
            notes.Add(FormattableString.Invariant(
                $"the machine was busy when this began (load {load:0.0} on {Environment.ProcessorCount} cores): times are longer and scatter"));
        notes.AddRange(runner.Notes);
        if (!isComplete)
            notes.Add("interrupted: what is above had been measured by then");
        return new BenchReport
        {
            Command = Command,
            IsQuick = IsQuick,
            IsComplete = isComplete,
            Seconds = plan.Elapsed.TotalSeconds,
            Machine = machine,
            Notes = notes,
            Rows = runner.Rows,
        };
    }
}
