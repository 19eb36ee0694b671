namespace LossDsl.Cli.Training;

/// <summary>What was measured in a step.</summary>
/// <param name="Phase">The name of the phase.</param>
/// <param name="Step">The number of the step in its phase, from 1.</param>
/// <param name="Metrics">The measurements by name.</param>
internal sealed record StepRecord(string Phase, int Step, IReadOnlyDictionary<string, double> Metrics)
{
    private const string PhaseKey = "phase";
    private const string StepKey = "step";

    /// <summary>The record as one flat line of JSON, as tools that read tables like it.</summary>
    public string ToJsonLine()
    {
        var line = new OrderedDictionary<string, object> { [PhaseKey] = Phase, [StepKey] = Step };
        foreach (var (name, value) in Metrics)
            line[name] = value;
        return TrainingJson.Serialize(line);
    }

    /// <summary>Reads what <see cref="ToJsonLine"/> wrote.</summary>
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
