// LDSL2004 error: 'approx_entropy' is not a metric of NLLMetrics; it has 'loss'
static class Log
{
    static void Entropy(LossResult<NLLMetrics> result) => Console.WriteLine(result.Metrics.Read()[/*!*/"approx_entropy"]);
}
