namespace LossDsl.Analyzers.Tests.Tensors;

/// <summary>The method of a trainer that the tests of tensors fill.</summary>
internal static class Training
{
    /// <summary>Source with statements in the place of a training step.</summary>
    public static string Step(string body, string members = "") => $$"""
        class Trainer
        {
            {{members}}
            static void Step(
                NLLLoss loss, Func<Tensor, Tensor> model, NLLLossDataDict batch, BatchedDataDict<NLLLossDataDict> carried,
                GlobalNormalization totals, int accumulationSteps, double temperature, Optimizer optimizer)
            {
                {{body}}
            }
        }

        static class More { public static Tensor div(this Tensor tensor, int count) => tensor / count; }

        class Optimizer { public void step() { } public void zero_grad() { } }
        """;

    /// <summary>Source with statements in the body of a loop over microbatches.</summary>
    public static string Loop(string body) => Step($$"""
        using var scope = NewDisposeScope();
        using var metrics = new MetricsAccumulator<NLLMetrics>();
        foreach (var micro in batch.Microbatches(8))
        {
            {{body}}
        }
        """);
}
