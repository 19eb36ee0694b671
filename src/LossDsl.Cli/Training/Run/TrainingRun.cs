using System.Diagnostics;

namespace LossDsl.Cli.Training;

/// <summary>Trains a model through the phases of a run. The leader writes the metrics log, the chart and checkpoints.</summary>
/// <param name="context">The model, the examples and the options.</param>
/// <param name="folder">The output folder.</param>
/// <param name="display">Shows the progress.</param>
/// <param name="stop">Requests to stop after the current step.</param>
internal sealed class TrainingRun(PhaseContext context, string folder, ITrainingDisplay display, StopSignal stop)
{
    /// <summary>The number of texts that are sampled regularly for the chart.</summary>
    public const int ProbeSampleCount = 256;

    private const int FinalSampleCount = 2000;
    private const int ProbesPerPhase = 24;
    private static readonly TimeSpan BetweenCheckpoints = TimeSpan.FromSeconds(20);

    private readonly Stopwatch _sinceCheckpoint = Stopwatch.StartNew();
    private readonly Ranks _ranks = context.Model.Shard.Ranks;

    /// <summary>Runs the remaining steps.</summary>
    /// <param name="state">The progress of the run.</param>
    /// <param name="checkpoint">The checkpoint to resume from; null for a new run.</param>
    /// <returns>The progress at the end.</returns>
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

    /// <summary>Whether a run is complete.</summary>
    /// <param name="state">The progress of the run.</param>
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

    // All ranks stop after the same step if any of them is asked to; otherwise some would wait in the next step's collectives.
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
