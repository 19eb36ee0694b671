// LDSL2004 warning: 'perplexity' is not a metric of NLLMetrics; it has 'loss'
static class Log
{
    static double Perplexity(MetricValues<NLLMetrics> read) => read.GetValueOrDefault(/*!*/"perplexity", 1);
}
