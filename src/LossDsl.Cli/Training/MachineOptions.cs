namespace LossDsl.Cli.Training;

/// <summary>The options of the machine that a run uses. They do not affect its results.</summary>
/// <param name="Threads">The number of torch's threads.</param>
/// <param name="Device"><c>cpu</c> or <c>cuda</c>; null for cuda if available.</param>
internal sealed record MachineOptions(int Threads, string? Device)
{
    /// <summary>Configures torch.</summary>
    /// <returns>The device.</returns>
    /// <exception cref="UsageException">The device is not available.</exception>
    public Device Apply()
    {
        set_num_threads(Threads);
        if (Device == "cuda" && !cuda.is_available())
            throw new UsageException("--device cuda: torch finds no CUDA device here; `lossdsl doctor` lists the devices");
        return Device == "cuda" || (Device is null && cuda.is_available()) ? CUDA : CPU;
    }
}
