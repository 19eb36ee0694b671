namespace Wrong.MisspeltKeyInTryGetValue;

static class Trainer
{
    public static bool Has(BatchedDataDict<ClippedPGLossDataDict> batch) => batch.TryGetValue(/*LDSL2002*/"prev_logprob", out _);
}
