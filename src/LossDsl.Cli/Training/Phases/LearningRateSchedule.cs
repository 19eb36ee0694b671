namespace LossDsl.Cli.Training;

/// <summary>The learning rate schedule of a phase: linear warmup, then cosine decay to a tenth of the maximum.</summary>
internal static class LearningRateSchedule
{
    private const double Floor = 0.1;

    /// <summary>The learning rate of a step, as a fraction of the maximum.</summary>
    /// <param name="step">The step's number, from 0.</param>
    /// <param name="steps">The number of steps.</param>
    public static double GetFactor(int step, int steps)
    {
        var rise = Math.Max(1, steps / 20);
        if (step < rise)
            return (step + 1.0) / rise;
        var done = (step - rise) / (double)Math.Max(1, steps - rise);
        return Floor + (1 - Floor) * 0.5 * (1 + Math.Cos(Math.PI * done));
    }
}
