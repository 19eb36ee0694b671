namespace LossDsl.Cli.Training;

/// <summary>A <see cref="PolicyGradientLoss"/> with any configuration, and the tensors that it reads.</summary>
/// <remarks>
/// Tensors that depend on all rows of a step, such as prompt weights, are computed over the rows of an update, by which the loss is
/// normalized too.
/// </remarks>
/// <param name="config">The configuration.</param>
internal sealed class PolicyGradientUpdater(PolicyGradientLossConfig config) : IPolicyUpdater
{
    // The larger of the two fractions that the paper of KL-Cov uses (arXiv:2505.22617), since an update has few tokens.
    private const double CovarianceShare = 2e-3;

    private readonly PolicyGradientLoss _loss = new(config);

    /// <inheritdoc/>
    public Dictionary<string, double>[] Update(
        Learner learner, BatchedDataDict<PolicyGradientLossDataDict> rollout, int rows, int microbatch) =>
        [.. rollout.Bind().Microbatches(rows)
            .Select(part => learner.Update(_loss, AddStepTensors(part), micro => micro.InputIds, microbatch))];

    /// <summary>Adds the tensors that the configuration reads and that depend on all rows of an update.</summary>
    /// <param name="part">The rows of the update.</param>
    internal PolicyGradientLossDataDict AddStepTensors(PolicyGradientLossDataDict part)
    {
        if (config.Reduction == PolicyReduction.PromptMean)
        {
            var groups = GrpoPhase.NumberGroups(part.InputIds.size(0), part.InputIds.device);
            part = part with { PromptWeights = PromptGroups.ComputeWeights(groups, part) };
        }

        if (config.PositiveExampleNllWeight != 0)
            part = part with { PositiveExampleWeights = PositiveExamples.ComputeWeights(part.Rewards!, part) };
        if (config.Objective is PolicyObjective.ClipCov or PolicyObjective.KlCov)
        {
            part = part with
            {
                CovarianceTokens = CovarianceSelection.SelectGreatest(part.Advantages, part.PrevLogprobs!, part.TokenMask, CovarianceShare),
            };
        }

        return part;
    }
}
