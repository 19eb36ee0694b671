namespace LossDsl.Bench;

/// <summary>
/// Runs the measurements. In each round, every contender of a case runs once, so that other load of the machine affects all
/// of them alike.
/// </summary>
/// <param name="plan">Decides the number of rounds.</param>
/// <param name="peers">The contenders in other processes.</param>
/// <param name="progress">Shows the progress.</param>
/// <param name="isStopped">Whether the run is to be interrupted.</param>
internal sealed class BenchRunner(BenchPlan plan, IReadOnlyList<Peer> peers, BenchProgress progress, Func<bool> isStopped)
{
    private readonly List<BenchRow> _rows = [];
    private readonly List<string> _notes = [];

    /// <summary>The measurements so far.</summary>
    public IReadOnlyList<BenchRow> Rows => _rows;

    /// <summary>What could not be measured, and why.</summary>
    public IReadOnlyList<string> Notes => _notes;

    /// <summary>Measures cases.</summary>
    /// <param name="cases">The cases.</param>
    /// <param name="threads">The numbers of threads for each case.</param>
    /// <returns>Whether the run was not interrupted.</returns>
    public bool Run(IReadOnlyList<BenchCase> cases, IReadOnlyList<int> threads)
    {
        var had = get_num_threads();
        plan.Expect(cases.Sum(known => known.Weight) * threads.Count);
        progress.Expect(cases.Count * threads.Count);
        try
        {
            // All cases with one thread first: the goals are about one thread, and time may run out.
            foreach (var count in threads)
            {
                foreach (var known in cases)
                    Run(known, count);
            }
        }
        finally
        {
            set_num_threads(had);
            progress.End();
        }

        return !isStopped();
    }

    private void Run(BenchCase known, int threads)
    {
        if (isStopped())
            return;
        var title = $"{known.Name}, {threads} thread{(threads == 1 ? "" : "s")}";
        if (!plan.HasTimeFor(TimeSpan.Zero))
        {
            _notes.Add($"{title}: not measured, the time was over");
            return;
        }

        var slice = plan.BeginSlice(known.Weight);
        progress.Step($"{title}: preparing");
        var present = peers.Where(peer => Prepare(peer, known)).ToList();
        using var prepared = known.Prepare();
        Run(known, prepared, present, threads, slice, title);
        Tell(present, peer => peer.Forget());
    }

    private void Run(
        BenchCase known, PreparedCase prepared, IReadOnlyList<Peer> present, int threads, BenchPlan.TimeSlice slice, string title)
    {
        progress.Begin(title);
        set_num_threads(threads);
        Tell(present, peer => peer.SetThreads(threads));

        TaskRun[] runs = [.. prepared.Tasks.Select(task => new TaskRun(known.Name, task, prepared.ResultBytes, present))];
        var contenders = runs.SelectMany(run => run.Contenders).ToList();
        for (var round = 0; slice.HasTimeForRound(round); round++)
        {
            if (!Round(contenders, $"{title}, round {round + 1}"))
                break;
        }

        _rows.AddRange(runs.SelectMany(run => run.Rows(threads)));
        Explain(title, contenders);
    }

    private void Explain(string title, IReadOnlyList<Contender> contenders)
    {
        // An interruption is noted once for all contenders.
        foreach (var missing in contenders
            .Where(contender => contender.FailureReason is not null || (contender.GetTiming() is null && !isStopped()))
            .GroupBy(contender => contender.FailureReason ?? "the time was over", contender => contender.Name))
        {
            _notes.Add($"{title}: without {string.Join(", ", missing.Distinct())}, {missing.Key}");
        }
    }

    // The duration of a contender that has not run yet is estimated by the longest one so far.
    private bool Round(IReadOnlyList<Contender> contenders, string title)
    {
        foreach (var contender in contenders)
        {
            if (isStopped())
                return false;
            var expected = contender.LastDuration ?? contenders.Max(other => other.LastDuration ?? TimeSpan.Zero);
            if (!plan.HasTimeFor(expected))
                return false;
            progress.Step($"{title}: {contender.Name}");
            var began = plan.Elapsed;
            contender.Measure(plan.WarmRunDuration);
            var took = plan.Elapsed - began;
            contender.WarmUp();
            for (var more = plan.GetExtraRuns(took); more > 0; more--)
                contender.Measure(plan.WarmRunDuration);
        }

        return true;
    }

    // A peer that has exited is reported when it is to run.
    private static void Tell(IReadOnlyList<Peer> present, Action<Peer> tell)
    {
        foreach (var peer in present)
        {
            try
            {
                tell(peer);
            }
            catch (PeerException)
            {
                continue;
            }
        }
    }

    private bool Prepare(Peer peer, BenchCase known)
    {
        try
        {
            peer.Prepare(known);
            return true;
        }
        catch (PeerException error)
        {
            _notes.Add($"{known.Name}: without {peer.Name}, {error.Message}");
            return false;
        }
    }
}
