namespace LossDsl.Cli.Training;

/// <summary>
/// Group-relative advantages (GRPO, arXiv:2402.03300): the reward compared with the other rows of the same prompt.
/// </summary>
internal static class RewardAdvantages
{
    // Keeps rewards that differ by rounding only from becoming advantages of full size.
    private const double Epsilon = 1e-6;

    /// <summary><c>(reward - mean of its group) / standard deviation of its group</c>.</summary>
    /// <param name="rewards">The rewards; the rows of a group are consecutive.</param>
    /// <param name="groupSize">The number of rows of a group.</param>
    /// <returns>One advantage per row; 0 for all rows of a group with equal rewards.</returns>
    public static float[] Compute(ReadOnlySpan<double> rewards, int groupSize)
    {
        if (groupSize < 1 || rewards.Length % groupSize != 0)
            throw new ArgumentException($"{rewards.Length} rewards are not a whole number of groups of {groupSize}");

        var advantages = new float[rewards.Length];
        for (var begin = 0; begin < rewards.Length; begin += groupSize)
        {
            var group = rewards.Slice(begin, groupSize);
            var (mean, deviation) = Moments(group);
            for (var i = 0; i < groupSize; i++)
                advantages[begin + i] = deviation < Epsilon ? 0 : (float)((group[i] - mean) / deviation);
        }

        return advantages;
    }

    private static (double Mean, double Deviation) Moments(ReadOnlySpan<double> values)
    {
        double sum = 0, squares = 0;
        foreach (var value in values)
            sum += value;
        var mean = sum / values.Length;
        foreach (var value in values)
            squares += (value - mean) * (value - mean);
        return (mean, Math.Sqrt(squares / values.Length));
    }
}
