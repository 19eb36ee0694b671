namespace LossDsl.Cli.Training.Chart;

/// <summary>The content of a panel.</summary>
/// <param name="Title">The title.</param>
/// <param name="Unit">The unit of the values.</param>
/// <param name="Phases">The phases whose metrics are shown; empty for all.</param>
/// <param name="Series">The lines.</param>
internal sealed record PanelSpec(string Title, string Unit, string[] Phases, params Series[] Series)
{
    /// <summary>Whether the values are fractions, shown as percentages from 0 to 100.</summary>
    public bool IsPercentage { get; init; }

    /// <summary>Whether the vertical axis starts at 0.</summary>
    public bool StartsAtZero { get; init; }

    /// <summary>The panel over the full width of the chart.</summary>
    public static PanelSpec SampleQuality { get; } = new(
        "What it writes by itself", $"% of {TrainingRun.ProbeSampleCount} samples", [],
        new Series("sample_distinct", "distinct", "quiet", IsNoisy: false),
        new Series("sample_real", "real words", "main", IsNoisy: false),
        new Series("sample_held_out", "not in the training data", "second", IsNoisy: false))
    {
        IsPercentage = true,
        StartsAtZero = true,
    };

    /// <summary>The panels below it.</summary>
    public static PanelSpec[] SmallPanels { get; } =
    [
        new("Supervised loss", "nats per token", ["sft"], new Series("loss", "", "main", IsNoisy: true)),
        new("Preference loss", "nats per pair", ["dpo"], new Series("preference_loss", "", "main", IsNoisy: true)) { StartsAtZero = true },
        new("Pairs told apart", "% of pairs", ["dpo"], new Series("accuracy", "", "main", IsNoisy: true)) { IsPercentage = true },
        new("Reward margin", "nats, chosen − rejected", ["dpo"], new Series("reward_margin", "", "second", IsNoisy: true))
        {
            StartsAtZero = true,
        },
        new("Reward", "per word", ["grpo"], new Series("reward", "", "main", IsNoisy: true)) { StartsAtZero = true },
        new("Policy loss", "", ["grpo"], new Series("loss", "", "main", IsNoisy: true)),
        new("KL from the reference", "nats per token", ["grpo"], new Series("kl_penalty", "", "second", IsNoisy: true))
        {
            StartsAtZero = true,
        },
        new("Entropy", "nats per token", ["grpo"], new Series("approx_entropy", "", "second", IsNoisy: true))
        {
            StartsAtZero = true,
        },
        new("Gradient norm", "before clipping", [], new Series("grad_norm", "", "quiet", IsNoisy: true)) { StartsAtZero = true },
    ];
}
