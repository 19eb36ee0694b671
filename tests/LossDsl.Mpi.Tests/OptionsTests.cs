namespace LossDsl.Mpi.Tests;

/// <summary>The timeout of collectives.</summary>
public sealed class OptionsTests
{
    [Theory]
    [InlineData(null, 600)]
    [InlineData("", 600)]
    [InlineData("30", 30)]
    [InlineData("0.5", 0.5)]
    public void The_variable_says_it_in_seconds(string? text, double seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), MpiOptions.ParseTimeout(text));

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("5 min")]
    [InlineData("Infinity")]
    public void What_is_no_number_of_seconds_is_refused(string text) => Assert.Equal(
        $"LOSSDSL_MPI_TIMEOUT: expected a number of seconds above 0, got '{text}'",
        Assert.Throws<MpiException>(() => MpiOptions.ParseTimeout(text)).Message);
}
