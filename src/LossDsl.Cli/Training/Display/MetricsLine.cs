namespace LossDsl.Cli.Training;

/// <summary>Formats the most important metrics of a step on one line.</summary>
internal static class MetricsLine
{
    private static readonly (string Key, string Label, string Format)[] Watched =
    [
        ("loss", "loss", "0.000"),
        ("accuracy", "pairs right", "0 %"),
        ("reward_margin", "margin", "0.0"),
        ("reward", "reward", "0.00"),
        ("real_words", "real words", "0 %"),
        ("distinct", "distinct", "0 %"),
        ("kl_penalty", "KL", "0.000"),
        ("approx_entropy", "entropy", "0.00"),
        ("grad_norm", "gradient", "0.00"),
    ];

    public static string Format(StepRecord record) => string.Join("  ", Watched
        .Where(metric => record.Metrics.ContainsKey(metric.Key))
        .Select(metric => $"{metric.Label} {record.Metrics[metric.Key].ToString(metric.Format)}"));
}
