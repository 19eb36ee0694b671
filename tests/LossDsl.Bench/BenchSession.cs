namespace LossDsl.Bench;

/// <summary>One run of the verb: starts the peers, measures, and says what came out.</summary>
internal sealed class BenchSession
{
    /// <summary>Whether to take a quick look.</summary>
    public required bool IsQuick { get; init; }

    /// <summary>Whether to print JSON.</summary>
    public required bool IsJson { get; init; }

    /// <summary>Where to draw the chart; null for nowhere.</summary>
    public required string? Chart { get; init; }

    /// <summary>What to measure.</summary>
    public required IReadOnlyList<BenchCase> Cases { get; init; }

    /// <summary>Whether to refuse to go on without Python's PyTorch.</summary>
    public required bool InsistsOnPython { get; init; }

    /// <summary>The command, for the report.</summary>
    public required string Command { get; init; }

    /// <summary>Runs.</summary>
    /// <returns>The exit code.</returns>
    /// <exception cref="UsageException">Python's PyTorch is asked for and not there, or there is no place for the chart.</exception>
    public int Run()
    {
        // Before minutes are spent on what nobody will see.
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
