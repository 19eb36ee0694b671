namespace Wrong.NewConfig;

static class Trainer
{
    public static DPOLossFn Loss() => new(new DPOLossConfig
    {
        ReferencePolicyKlPenalty = /*LDSL3001*/-1,
        PreferenceLossWeight = 1,
        SftLossWeight = 0,
        PreferenceAverageLogProbs = false,
        SftAverageLogProbs = false,
    });
}
