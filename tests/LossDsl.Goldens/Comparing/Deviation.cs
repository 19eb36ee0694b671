namespace LossDsl.Goldens.Comparing;

/// <summary>The deviation of a quantity from the recorded one; for a tensor, that of its worst element.</summary>
/// <param name="Quantity">The quantity, such as <c>metrics.kl_penalty</c> or <c>grads.rewards[3]</c>.</param>
/// <param name="Got">The computed value.</param>
/// <param name="Expected">The recorded value.</param>
/// <param name="Share">The distance divided by the tolerance; infinity if there is no distance.</param>
internal sealed record Deviation(string Quantity, string Got, string Expected, double Share)
{
    public bool ExceedsTolerance => Share > 1;
}
