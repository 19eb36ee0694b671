namespace LossDsl.Analyzers.Tests.Tensors;

/// <summary>Source for tests of training steps.</summary>
internal static class Training
{
    /// <summary>A method of a trainer with statements as its body.</summary>
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

    /// <summary>A method of a trainer with statements in a loop over microbatches.</summary>
    public static string Loop(string body) => Step($$"""
        using var scope = NewDisposeScope();
        using var metrics = new MetricsAccumulator<NLLMetrics>();
        foreach (var micro in batch.Microbatches(8))
        {
            {{body}}
        }
        """);
}
