using System.Runtime.InteropServices;

namespace LossDsl;

/// <summary>Finds the MPI library of this machine.</summary>
internal static class MpiFinder
{
    private static readonly string[] OpenMpiFiles = ["libmpi.so.40", "libmpi.40.dylib"];

    private static readonly string[] MpichFiles = ["libmpich.so.12", "libmpi.so.12", "libmpich.so", "libmpi.12.dylib"];

    /// <summary>Loads it.</summary>
    /// <param name="wanted">Its name or path; null for the one that fits the launcher, or any.</param>
    /// <exception cref="MpiException">There is none.</exception>
    public static nint Load(string? wanted) => Load(
        wanted, Launcher.Current, file => NativeLibrary.TryLoad(file, out var library) ? library : 0);

    /// <summary>The same on any machine.</summary>
    /// <param name="wanted">Its name or path, or null.</param>
    /// <param name="launcher">Which implementation started this process.</param>
    /// <param name="load">Loads a file; 0 where it cannot.</param>
    internal static nint Load(string? wanted, string? launcher, Func<string, nint> load)
    {
        if (!string.IsNullOrEmpty(wanted))
            return load(wanted) is not 0 and var named ? named : throw new MpiException($"the MPI library '{wanted}' cannot be loaded");
        return Candidates(launcher).Select(load).FirstOrDefault(library => library != 0) is not 0 and var found
            ? found
            : throw new MpiException(Missing(launcher));
    }

    // A library that is not the launcher's own would start as many jobs of one process.
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
