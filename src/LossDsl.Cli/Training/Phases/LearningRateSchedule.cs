namespace LossDsl.Cli.Training;

/// <summary>The learning rate over a phase, as a share of its peak: a linear rise, then half a cosine down to a tenth.</summary>
internal static class LearningRateSchedule
{
    private const double Floor = 0.1;

    /// <summary>The share of a step.</summary>
    /// <param name="step">The step's number, from 0.</param>
    /// <param name="steps">How many steps there are.</param>
    public static double GetFactor(int step, int steps)
    {
        var rise = Math.Max(1, steps / 20);
        if (step < rise)
            return (step + 1.0) / rise;
        var done = (step - rise) / (double)Math.Max(1, steps - rise);
        return Floor + (1 - Floor) * 0.5 * (1 + Math.Cos(Math.PI * done));
    }
}
