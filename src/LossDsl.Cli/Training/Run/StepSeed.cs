using System.Text;

namespace LossDsl.Cli.Training;

/// <summary>
/// Derives a seed for every step from the run's seed, the phase and the step's number. No random generator outlives a step, so
/// that a resumed run draws the same numbers as an uninterrupted one, and checkpoints need no generator state.
/// </summary>
internal static class StepSeed
{
    /// <summary>The seed of a step.</summary>
    /// <param name="seed">The run's seed.</param>
    /// <param name="phase">The phase, or another name for what is drawn.</param>
    /// <param name="step">The number of the step.</param>
    public static long Derive(long seed, string phase, int step)
    {
        var mixed = Mix((ulong)seed);
        foreach (var letter in Encoding.UTF8.GetBytes(phase))
            mixed = Mix(mixed ^ letter);
        // All generators accept positive seeds.
        return (long)(Mix(mixed ^ (uint)step) >> 1);
    }

    /// <summary>The random generator of the host for a step.</summary>
    /// <inheritdoc cref="Derive"/>
    public static Random CreateRandom(long seed, string phase, int step) => new((int)(Derive(seed, phase, step) & int.MaxValue));

    // The step and finalizer of SplitMix64 (Steele, Lea, Flood: Fast splittable pseudorandom number generators, 2014).
    private static ulong Mix(ulong state)
    {
        state += 0x9E3779B97F4A7C15;
        state = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9;
        state = (state ^ (state >> 27)) * 0x94D049BB133111EB;
        return state ^ (state >> 31);
    }
}
