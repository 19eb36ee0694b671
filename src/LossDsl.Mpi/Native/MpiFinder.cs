using System.Runtime.InteropServices;

namespace LossDsl;

/// <summary>Finds the MPI library of this machine.</summary>
internal static class MpiFinder
{
    private static readonly string[] OpenMpiFiles = ["libmpi.so.40", "libmpi.40.dylib"];

    private static readonly string[] MpichFiles = ["libmpich.so.12", "libmpi.so.12", "libmpich.so", "libmpi.12.dylib"];

    /// <summary>Loads the library.</summary>
    /// <param name="wanted">The name or path; null for the library of the launcher, or any.</param>
    /// <exception cref="MpiException">No library is found.</exception>
    public static nint Load(string? wanted) => Load(
        wanted, Launcher.Current, file => NativeLibrary.TryLoad(file, out var library) ? library : 0);

    /// <summary>Loads the library with a replaceable loader, for tests.</summary>
    /// <param name="wanted">The name or path; null for the library of the launcher, or any.</param>
    /// <param name="launcher">The MPI implementation of the launcher; null without one.</param>
    /// <param name="load">Loads a library; returns 0 on failure.</param>
    internal static nint Load(string? wanted, string? launcher, Func<string, nint> load)
    {
        if (!string.IsNullOrEmpty(wanted))
            return load(wanted) is not 0 and var named ? named : throw new MpiException($"the MPI library '{wanted}' cannot be loaded");
        return Candidates(launcher).Select(load).FirstOrDefault(library => library != 0) is not 0 and var found
            ? found
            : throw new MpiException(Missing(launcher));
    }

    // With the library of another implementation than the launcher's, each process would be a job of its own.
    private static IEnumerable<string> Candidates(string? launcher) => launcher switch
    {
        MpiHandles.OpenMpiName => [.. OpenMpiFiles, "libmpi.so"],
        MpiHandles.MpichName => [.. MpichFiles, "libmpi.so"],
        _ => [.. OpenMpiFiles, .. MpichFiles, "libmpi.so"],
    };

    private static string Missing(string? launcher)
    {
        var which = launcher is null or "any" ? "an MPI library" : $"the library of {launcher}, whose mpirun started this process,";
        return $"""
            {which} is not on this machine; one of these installs it:
              Debian, Ubuntu   apt-get install openmpi-bin    (or mpich)
              Fedora, RHEL     dnf install openmpi            (or mpich; then: module load mpi)
              Arch             pacman -S openmpi
              macOS            brew install open-mpi
            or name it: LOSSDSL_MPI_LIBRARY=/path/to/libmpi.so
            """;
    }
}
