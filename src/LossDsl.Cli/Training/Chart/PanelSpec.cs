namespace LossDsl.Cli.Training.Chart;

/// <summary>What a panel shows.</summary>
/// <param name="Title">Its title.</param>
/// <param name="Unit">The unit of its values.</param>
/// <param name="Phases">The phases in which to look for the measurements; empty for all.</param>
/// <param name="Series">Its lines.</param>
internal sealed record PanelSpec(string Title, string Unit, string[] Phases, params Series[] Series)
{
    /// <summary>Whether the values are shares, shown as percentages from 0 to 100.</summary>
    public bool IsPercentage { get; init; }

    /// <summary>Whether the axis begins at 0.</summary>
    public bool StartsAtZero { get; init; }

    /// <summary>The panel across the whole chart.</summary>
    public static PanelSpec SampleQuality { get; } = new(
        "What it writes by itself", $"% of {TrainingRun.ProbeSampleCount} samples", [],
        new Series("sample_distinct", "distinct", "quiet", IsNoisy: false),
        new Series("sample_real", "real words", "main", IsNoisy: false),
        new Series("sample_held_out", "never shown to it", "second", IsNoisy: false))
    {
        IsPercentage = true,
        StartsAtZero = true,
    };

    /// <summary>The small panels.</summary>
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
