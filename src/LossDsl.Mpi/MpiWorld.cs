namespace LossDsl;

/// <summary>The processes that <c>mpirun</c> started together.</summary>
/// <remarks>
/// <para>
/// <see cref="Start"/> loads the MPI library of the machine (Open MPI or MPICH, told apart at run time) and gives the group
/// of all processes. From then on the processes end together: a rank with an unhandled exception or an exit code other than
/// 0 says why and ends all others; a rank that was killed is noticed by <c>mpirun</c>, which ends the rest. A rank whose
/// <c>Main</c> returns 0 waits at its end for the others.
/// </para>
/// <para>
/// <c>mpirun</c> wants <c>--oversubscribe</c> for more ranks than cores, and <c>--allow-run-as-root</c> for root (Open MPI;
/// MPICH asks for neither).
/// </para>
/// </remarks>
public static class MpiWorld
{
    private static readonly Lock Starting = new();
    private static MpiGroup? _world;
    private static MpiSession? _session;

    /// <summary>Whether <c>mpirun</c> or a like program started this process as one of a job, which may be of one process.</summary>
    public static bool IsLaunched => Launcher.Current is not null;

    /// <summary>Starts MPI, or finds it started. A process that no <c>mpirun</c> started is a world of one.</summary>
    /// <param name="options">What differs from the usual; only the first call's count.</param>
    /// <returns>All processes of the job.</returns>
    /// <exception cref="MpiException">There is no MPI library, or it does not start.</exception>
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
    /// Ends MPI in this process, once every rank has come here. A rank that ends afterwards ends alone, whatever its exit code.
    /// </summary>
    public static void Finish() => _session?.Lifetime.Finish();
}
