using LossDsl.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace LossDsl.Generators.Tests.Incrementality;

/// <summary>The incremental steps of a second run.</summary>
internal static class Steps
{
    private static readonly string[] Features = ["DataDict", "LossConfig", "LossMetrics"];

    /// <summary>The run reasons of all outputs of a step.</summary>
    public static IEnumerable<IncrementalStepRunReason> Reasons(this Generation generation, string step) =>
        generation.Result.TrackedSteps.TryGetValue(step, out var runs)
            ? runs.SelectMany(run => run.Outputs).Select(output => output.Reason)
            : [];

    /// <summary>The run reasons of the generated files.</summary>
    public static IEnumerable<IncrementalStepRunReason> OutputReasons(this Generation generation) =>
        generation.Result.TrackedOutputSteps.SelectMany(step => step.Value).SelectMany(run => run.Outputs)
            .Select(output => output.Reason);

    /// <summary>Asserts that all models are equal to those before, and that no file is generated again.</summary>
    public static void AssertIdle(this Generation generation)
    {
        generation.AssertIdle("Read");
        generation.AssertIdleWriters();
    }

    /// <summary>Asserts that no file is generated again.</summary>
    public static void AssertIdleWriters(this Generation generation)
    {
        generation.AssertIdle("Model");
        Assert.Equal(Features.Length, generation.OutputReasons().Count());
        Assert.All(generation.OutputReasons(), reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
    }

    private static void AssertIdle(this Generation generation, string step)
    {
        foreach (var feature in Features)
        {
            var reasons = generation.Reasons($"{feature}.{step}").ToList();
            Assert.NotEmpty(reasons);
            Assert.All(reasons, reason =>
                Assert.True(reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged, $"{feature}.{step}: {reason}"));
        }
    }
}
