namespace LossDsl;

/// <summary>The group of all processes that <c>mpirun</c> started.</summary>
/// <remarks>
/// <para>
/// <see cref="Start"/> loads the MPI library of the machine (Open MPI or MPICH, detected at run time) and returns the group of all
/// processes. From then on the processes end together. A rank with an unhandled exception or a nonzero exit code writes the
/// reason and ends all others. A killed rank is detected by <c>mpirun</c>, which ends the others. A rank whose <c>Main</c>
/// returns 0 waits for the others before it exits.
/// </para>
/// <para>
/// <c>mpirun</c> requires <c>--oversubscribe</c> for more ranks than cores, and <c>--allow-run-as-root</c> for root (Open MPI;
/// MPICH requires neither).
/// </para>
/// </remarks>
public static class MpiWorld
{
    private static readonly Lock Starting = new();
    private static MpiGroup? _world;
    private static MpiSession? _session;

    /// <summary>
    /// Whether <c>mpirun</c> or a similar launcher started this process as part of a job. The job may have one process.
    /// </summary>
    public static bool IsLaunched => Launcher.Current is not null;

    /// <summary>
    /// Initializes MPI, if this is the first call. Without a launcher, the group has this process as its only rank.
    /// </summary>
    /// <param name="options">The options; ignored after the first call.</param>
    /// <returns>The group of all processes of the job.</returns>
    /// <exception cref="MpiException">There is no MPI library, or its initialization fails.</exception>
    public static MpiGroup Start(MpiOptions? options = null)
    {
        lock (Starting)
        {
            if (_world is not null)
                return _world;
            _session = MpiSession.Start(options ?? new MpiOptions());
            return _world = new MpiGroup(_session, _session.World, "world");
        }
    }

    /// <summary>
    /// Finalizes MPI in this process. Waits until every rank has called this. Afterwards the exit of a rank no longer affects the
    /// others, whatever its exit code.
    /// </summary>
    public static void Finish() => _session?.Lifetime.Finish();
}
