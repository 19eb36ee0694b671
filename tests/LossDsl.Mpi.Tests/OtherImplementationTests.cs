using LossDsl.Mpi.Tests.Checks;

namespace LossDsl.Mpi.Tests;

/// <summary>MPICH, whose handles differ from those of Open MPI. Debian can have both installed.</summary>
[Trait("Needs", "mpirun.mpich")]
public sealed class OtherImplementationTests(Jobs jobs)
{
    [Fact]
    public void Everything_holds_with_MPICH()
    {
        var mpirun = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Select(folder => Path.Combine(folder, "mpirun.mpich")).FirstOrDefault(File.Exists);
        Assert.SkipWhen(mpirun is null, "mpirun.mpich is not here; Debian has it in the package mpich");

        var found = jobs.RunChecks(2, mpirun);

        Assert.All(found, rank => Assert.Equal(Check.All.Count(check => check.Fits(2)), rank.Count));
        Assert.All(found.SelectMany(rank => rank), check => Assert.Equal((check.Key, ""), (check.Key, check.Value)));
    }
}
