namespace LossDsl.Cli.Training;

/// <summary>The metrics of a step.</summary>
/// <param name="Phase">The name of the phase.</param>
/// <param name="Step">The number of the step in its phase, from 1.</param>
/// <param name="Metrics">The metrics by name.</param>
internal sealed record StepRecord(string Phase, int Step, IReadOnlyDictionary<string, double> Metrics)
{
    private const string PhaseKey = "phase";
    private const string StepKey = "step";

    /// <summary>The record as a flat JSON object on one line, which data frame tools can read.</summary>
    public string ToJsonLine()
    {
        var line = new OrderedDictionary<string, object> { [PhaseKey] = Phase, [StepKey] = Step };
        foreach (var (name, value) in Metrics)
            line[name] = value;
        return TrainingJson.Serialize(line);
    }

    /// <summary>Parses the output of <see cref="ToJsonLine"/>.</summary>
    /// <param name="line">The line.</param>
    public static StepRecord Parse(string line)
    {
        var (phase, step) = ("", 0);
        var metrics = new OrderedDictionary<string, double>();
        foreach (var (name, value) in TrainingJson.Deserialize<Dictionary<string, System.Text.Json.JsonElement>>(line))
        {
            if (name == PhaseKey)
                phase = value.GetString() ?? "";
            else if (name == StepKey)
                step = value.GetInt32();
            else
                metrics[name] = TrainingJson.Deserialize<double>(value.GetRawText());
        }

        return new StepRecord(phase, step, metrics);
    }
}
