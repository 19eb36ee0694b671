namespace LossDsl.Goldens.Comparing;

/// <summary>How far one quantity is from what was recorded; of a tensor, its worst element.</summary>
/// <param name="Quantity">Which one, such as <c>metrics.kl_penalty</c> or <c>grads.rewards[3]</c>.</param>
/// <param name="Got">What was computed.</param>
/// <param name="Expected">What was recorded.</param>
/// <param name="Share">The distance as a share of the tolerance; infinite where no distance can be told.</param>
internal sealed record Deviation(string Quantity, string Got, string Expected, double Share)
{
    /// <summary>Whether it is beyond the tolerance.</summary>
    public bool ExceedsTolerance => Share > 1;
}
