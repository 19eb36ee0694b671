namespace LossDsl.Launcher.Tests;

/// <summary>Which SDK is used, and the message if there is no suitable one.</summary>
public sealed class SdkTests : IDisposable
{
    private readonly Clone _clone = new();

    public void Dispose() => _clone.Dispose();

    [Fact]
    public void Without_an_SDK_the_command_that_installs_it_is_named()
    {
        File.Delete(_clone.Machine("bin/dotnet"));

        var started = _clone.Start("train");

        started.AssertExitCode(2);
        Assert.Contains("the .NET SDK 10.0 is needed, and here is none;", started.Err);
        Assert.Contains("dotnet-install.sh | bash -s -- --channel 10.0\n", started.Err);
    }

    [Theory]
    [InlineData("8.0.404")]
    [InlineData("10.0.100-rc.2.25502.107")]
    [InlineData("11.0.100")]
    public void A_wrong_SDK_is_named(string version)
    {
        Directory.Move(_clone.Machine("bin/sdk/10.0.401"), _clone.Machine("bin/sdk", version));

        var started = _clone.Start("doctor");

        started.AssertExitCode(2);
        Assert.Contains($"here is {_clone.Machine("bin/dotnet")} with {version};", started.Err);
    }

    [Fact]
    public void The_SDK_that_fits_is_taken_from_among_others()
    {
        Directory.CreateDirectory(_clone.Machine("bin/sdk/8.0.404"));
        Directory.CreateDirectory(_clone.Machine("bin/sdk/11.0.100"));

        _clone.Start("doctor").AssertExitCode(0);
    }

    [Fact]
    public void An_SDK_in_the_home_folder_is_found()
    {
        Directory.CreateDirectory(_clone.Machine("home/.dotnet/sdk"));
        Directory.Move(_clone.Machine("bin/sdk/10.0.401"), _clone.Machine("home/.dotnet/sdk/10.0.401"));
        File.Move(_clone.Machine("bin/dotnet"), _clone.Machine("home/.dotnet/dotnet"));

        _clone.Start("doctor").AssertExitCode(0);
    }
}
