using System.Text;

namespace LossDsl.Cli.Training;

/// <summary>
/// A seed for every step, out of the run's seed, the phase and the step's number. No generator lives longer than a
/// step, so a run that is resumed draws what an uninterrupted one draws, and a checkpoint needs no generator's state.
/// </summary>
internal static class StepSeed
{
    /// <summary>The seed of a step.</summary>
    /// <param name="seed">The run's seed.</param>
    /// <param name="phase">What draws.</param>
    /// <param name="step">The number of the step.</param>
    public static long Derive(long seed, string phase, int step)
    {
        var mixed = Mix((ulong)seed);
        foreach (var letter in Encoding.UTF8.GetBytes(phase))
            mixed = Mix(mixed ^ letter);
        // A positive number: that is the seed that every generator accepts.
        return (long)(Mix(mixed ^ (uint)step) >> 1);
    }

    /// <summary>A generator for what the host chooses in a step.</summary>
    /// <inheritdoc cref="Derive"/>
    public static Random CreateRandom(long seed, string phase, int step) => new((int)(Derive(seed, phase, step) & int.MaxValue));

    // SplitMix64's step and finalizer (Steele, Lea, Flood: Fast splittable pseudorandom number generators, 2014).
    private static ulong Mix(ulong state)
    {
        state += 0x9E3779B97F4A7C15;
        state = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9;
        state = (state ^ (state >> 27)) * 0x94D049BB133111EB;
        return state ^ (state >> 31);
    }
}
