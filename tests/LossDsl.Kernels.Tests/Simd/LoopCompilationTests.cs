using System.Reflection;

namespace LossDsl.Kernels.Tests;

/// <summary>How the runtime compiles the loops of the kernels.</summary>
public sealed class LoopCompilationTests
{
    private const BindingFlags All =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    // Inlined into a caller that dynamic PGO instrumented, they become ten times as slow, some seconds into a program.
    [Fact]
    public void Fully_optimized_loops_are_never_inlined()
    {
        var loops = typeof(TokenLogprobs).Assembly.GetTypes().SelectMany(type => type.GetMethods(All))
            .Where(method => method.MethodImplementationFlags.HasFlag(MethodImplAttributes.AggressiveOptimization)).ToList();

        Assert.NotEmpty(loops);
        Assert.All(loops, loop => Assert.True(
            loop.MethodImplementationFlags.HasFlag(MethodImplAttributes.NoInlining), $"{loop.DeclaringType!.Name}.{loop.Name}"));
    }
}
