using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;

namespace LossDsl.Generators.Tests.Harness;

/// <summary>Compiles declarations together with code that uses them, and runs that.</summary>
internal static class Program
{
    /// <summary>What <c>Scenario.Run()</c> of the sources returns.</summary>
    public static string Run(params string[] sources)
    {
        var generation = Generation.Of(TestCompilation.Compile(DocumentationMode.Parse, sources));
        Assert.Empty(generation.Complaints);

        using var image = new MemoryStream();
        Assert.Empty(generation.Output.Emit(image).Diagnostics.Where(diagnostic => diagnostic.Severity > 0));
        image.Position = 0;
        var assembly = new AssemblyLoadContext(name: null, isCollectible: true).LoadFromStream(image);
        var run = assembly.GetType("Scenario", throwOnError: true)!.GetMethod("Run", BindingFlags.Public | BindingFlags.Static)!;
        return run.CreateDelegate<Func<string>>()();
    }
}
