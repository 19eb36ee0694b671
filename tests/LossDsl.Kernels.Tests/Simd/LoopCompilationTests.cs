using System.Reflection;

namespace LossDsl.Kernels.Tests;

/// <summary>How the JIT compiles the loops of the kernels.</summary>
public sealed class LoopCompilationTests
{
    private const BindingFlags All =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    // Inlined into a caller that dynamic PGO has instrumented, the loops would become ten times slower after some seconds.
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
