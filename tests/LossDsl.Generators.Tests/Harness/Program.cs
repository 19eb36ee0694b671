using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;

namespace LossDsl.Generators.Tests.Harness;

/// <summary>Compiles declarations with code that uses them, and runs it.</summary>
internal static class Program
{
    /// <summary>The result of <c>Scenario.Run()</c> in the sources.</summary>
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
