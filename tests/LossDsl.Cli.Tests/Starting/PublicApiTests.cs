using System.Runtime.CompilerServices;

namespace LossDsl.Cli.Tests.Starting;

/// <summary>The packages that ship with the library use its public API only, like every user.</summary>
public sealed class PublicApiTests
{
    [Theory]
    [InlineData("LossDsl.Cli")]
    [InlineData("LossDsl.Mpi")]
    public void The_library_opens_its_internals_to_nothing_that_ships(string assembly)
    {
        var friends = typeof(NLLLoss).Assembly.GetCustomAttributes(typeof(InternalsVisibleToAttribute), inherit: false)
            .Cast<InternalsVisibleToAttribute>().Select(friend => friend.AssemblyName).ToList();

        Assert.Contains("LossDsl.Tests", friends);
        Assert.DoesNotContain(assembly, friends);
    }
}
