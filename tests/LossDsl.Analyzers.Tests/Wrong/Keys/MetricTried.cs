// LDSL2004 error: did you mean 'loss'?
static class Trainer
{
    static double Run(MetricsAccumulator<NLLMetrics> metrics)
    {
        var read = metrics.Read();
        return read.TryGetValue(/*!*/"losss", out var value) ? value : 0;
    }
}
