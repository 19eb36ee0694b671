namespace LossDsl.Cli.Training;

/// <summary>On what a run runs.</summary>
/// <param name="Threads">The threads of torch; null for one a core.</param>
/// <param name="Device"><c>cpu</c> or <c>cuda</c>; null for cuda where there is one.</param>
internal sealed record MachineOptions(int? Threads, string? Device)
{
    // A small model gains nothing from more.
    private const int MostThreads = 8;

    /// <summary>Sets up torch.</summary>
    /// <returns>The device to run on.</returns>
    /// <exception cref="UsageException">There is no such device.</exception>
    public Device Apply()
    {
        set_num_threads(Threads ?? Math.Min(Environment.ProcessorCount, MostThreads));
        if (Device == "cuda" && !cuda.is_available())
            throw new UsageException("--device cuda: torch finds no CUDA device here; `lossdsl doctor` shows what there is");
        return Device == "cuda" || (Device is null && cuda.is_available()) ? CUDA : CPU;
    }
}
