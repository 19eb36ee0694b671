// LDSL2004 error: 'aprox_entropy' is not a metric of ClippedPGMetrics; did you mean 'approx_entropy'?
static class Log
{
    static double Entropy(MetricsAccumulator<ClippedPGMetrics> metrics)
    {
        var read = metrics.Read();
        return read[/*!*/"aprox_entropy"];
    }
}
