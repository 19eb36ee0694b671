// LDSL2004 error: 'los' is not a metric of NLLMetrics; did you mean 'loss'?
static class Log
{
    static double Loss(MetricValues<NLLMetrics> read) => read.TryGetValue(/*!*/"los", out var loss) ? loss : 0;
}
