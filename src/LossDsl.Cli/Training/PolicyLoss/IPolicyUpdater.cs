namespace LossDsl.Cli.Training;

/// <summary>Updates a model with a policy loss on its rollouts.</summary>
internal interface IPolicyUpdater
{
    /// <summary>Updates the weights once for each part of a rollout.</summary>
    /// <param name="learner">The model and its optimizer.</param>
    /// <param name="rollout">The rollout with advantages and log-probabilities.</param>
    /// <param name="rows">The number of rows of a part.</param>
    /// <param name="microbatch">The number of full rows per microbatch.</param>
    /// <returns>The metrics of each update.</returns>
    Dictionary<string, double>[] Update(
        Learner learner, BatchedDataDict<PolicyGradientLossDataDict> rollout, int rows, int microbatch);
}
