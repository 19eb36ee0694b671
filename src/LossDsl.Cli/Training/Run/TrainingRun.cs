using System.Diagnostics;

namespace LossDsl.Cli.Training;

/// <summary>Takes a model through the phases of a run. The rank that leads leaves a log, a chart and checkpoints in its folder.</summary>
/// <param name="context">Model and examples.</param>
/// <param name="folder">The folder.</param>
/// <param name="display">Where to show how it goes.</param>
/// <param name="stop">Asks the run to end after the current step.</param>
internal sealed class TrainingRun(PhaseContext context, string folder, ITrainingDisplay display, StopSignal stop)
{
    /// <summary>How many texts the model writes every now and then, for the chart.</summary>
    public const int ProbeSampleCount = 256;

    private const int FinalSampleCount = 2000;
    private const int ProbesPerPhase = 24;
    private static readonly TimeSpan BetweenCheckpoints = TimeSpan.FromSeconds(20);

    private readonly Stopwatch _sinceCheckpoint = Stopwatch.StartNew();
    private readonly Ranks _ranks = context.Model.Shard.Ranks;

    /// <summary>Runs what is left to do.</summary>
    /// <param name="state">How far the run has come.</param>
    /// <param name="checkpoint">What it goes on from; null at the beginning.</param>
    /// <returns>How far it came.</returns>
    public RunState Run(RunState state, Checkpoint? checkpoint)
    {
        using var log = _ranks.IsLeader ? MetricsLog.Open(folder, state.MetricLines) : null;
        if (state.Samples.Count == 0)
        {
            state = Sampled(state, after: "");
            Save(state, phase: null);
        }
        else
        {
            display.ShowSamples(state.Samples[^1], context.Corpus);
        }

        while (!IsComplete(state) && !ShouldStop())
            state = RunPhase(state, log, checkpoint);
        if (!IsComplete(state))
            Draw(log, state);
        return state;
    }

    /// <summary>Whether a run has nothing left to do.</summary>
    /// <param name="state">How far it has come.</param>
    public static bool IsComplete(RunState state) => state.PhasesDone == state.Options.Phases.Length;

    private RunState RunPhase(RunState state, MetricsLog? log, Checkpoint? checkpoint)
    {
        using var phase = PhaseCatalog.Create(context.Options.Phases[state.PhasesDone], context);
        if (state.StepsDone > 0)
            checkpoint!.LoadPhase(phase);

        state = display.Track(phase, state.StepsDone, report =>
        {
            while (state.StepsDone < phase.Steps && !ShouldStop())
            {
                var record = Step(phase, state.StepsDone);
                log?.Add(record);
                report(record);
                state = state with { StepsDone = state.StepsDone + 1, MetricLines = state.MetricLines + 1 };
                if (_ranks.AnyRank(_sinceCheckpoint.Elapsed > BetweenCheckpoints))
                    Save(state, phase);
            }

            return state;
        });

        if (state.StepsDone < phase.Steps)
        {
            Save(state, phase);
            return state;
        }

        state = Sampled(state with { PhasesDone = state.PhasesDone + 1, StepsDone = 0 }, phase.Name);
        Save(state, phase: null);
        Draw(log, state);
        return state;
    }

    private StepRecord Step(IPhase phase, int step)
    {
        var metrics = new OrderedDictionary<string, double>(phase.Step(step));
        if (step % Math.Max(1, phase.Steps / ProbesPerPhase) == 0 || step + 1 == phase.Steps)
        {
            var probe = SampleReport.Generate(context, phase.Name, ProbeSampleCount);
            metrics["sample_real"] = probe.RealShare;
            metrics["sample_held_out"] = probe.HeldOutShare;
            metrics["sample_distinct"] = probe.DistinctShare;
        }

        return new StepRecord(phase.Name, step + 1, metrics);
    }

    private RunState Sampled(RunState state, string after)
    {
        var report = SampleReport.Generate(context, after, FinalSampleCount);
        display.ShowSamples(report, context.Corpus);
        return state with { Samples = [.. state.Samples, report] };
    }

    // Asked of one rank it holds for all: none waits for a step that another does not take.
    private bool ShouldStop() => _ranks.AnyRank(stop.IsRequested);

    private void Draw(MetricsLog? log, RunState state)
    {
        if (log is not null)
            RunChart.Write(folder, log.Records, state);
    }

    private void Save(RunState state, IPhase? phase)
    {
        Checkpoint.Write(Checkpoint.GetPath(folder), state, context.Model, state.StepsDone > 0 ? phase : null);
        _sinceCheckpoint.Restart();
    }
}
