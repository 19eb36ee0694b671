namespace LossDsl.Cli.Training;

/// <summary>On what a run runs.</summary>
/// <param name="Threads">The threads of torch.</param>
/// <param name="Device"><c>cpu</c> or <c>cuda</c>; null for cuda where there is one.</param>
internal sealed record MachineOptions(int Threads, string? Device)
{
    /// <summary>Sets up torch.</summary>
    /// <returns>The device to run on.</returns>
    /// <exception cref="UsageException">There is no such device.</exception>
    public Device Apply()
    {
        set_num_threads(Threads);
        if (Device == "cuda" && !cuda.is_available())
            throw new UsageException("--device cuda: torch finds no CUDA device here; `lossdsl doctor` lists the devices");
        return Device == "cuda" || (Device is null && cuda.is_available()) ? CUDA : CPU;
    }
}
