namespace LossDsl.Mpi.Tests;

/// <summary>Which MPI library is loaded, and the message if there is none.</summary>
public sealed class FinderTests
{
    private static readonly string[] Both = ["libmpi.so.40", "libmpich.so.12"];

    [Theory]
    [InlineData(null, "libmpi.so.40")]
    [InlineData("any", "libmpi.so.40")]
    [InlineData(MpiHandles.OpenMpiName, "libmpi.so.40")]
    [InlineData(MpiHandles.MpichName, "libmpich.so.12")]
    public void That_of_the_mpirun_that_started_this_process(string? launcher, string expected) =>
        Assert.Equal(Array.IndexOf(Both, expected) + 1, MpiFinder.Load(null, launcher, file => Array.IndexOf(Both, file) + 1));

    [Fact]
    public void The_one_that_is_named() =>
        Assert.Equal(7, MpiFinder.Load("/opt/mpi/libmpi.so", MpiHandles.MpichName, file => file == "/opt/mpi/libmpi.so" ? 7 : 1));

    [Fact]
    public void The_one_that_is_named_and_no_other() => Assert.Equal(
        "the MPI library '/opt/mpi/libmpi.so' cannot be loaded",
        Assert.Throws<MpiException>(() => MpiFinder.Load("/opt/mpi/libmpi.so", null, file => file == "libmpi.so.40" ? 1 : 0)).Message);

    [Theory]
    [InlineData(null, "an MPI library is not on this machine")]
    [InlineData(MpiHandles.OpenMpiName, "the library of Open MPI, whose mpirun started this process, is not on this machine")]
    public void Without_one_it_says_what_to_install(string? launcher, string expected)
    {
        var message = Assert.Throws<MpiException>(() => MpiFinder.Load(null, launcher, _ => 0)).Message;

        Assert.StartsWith(expected, message);
        Assert.Contains("apt-get install openmpi-bin", message);
        Assert.Contains("LOSSDSL_MPI_LIBRARY=", message);
    }
}
